import { expect, test } from 'vitest';
import { mayDo } from './may-do.ts';

const mine = { createdBy: 'me' };
const theirs = { createdBy: 'somebody-else' };

test('who may only read adds nothing', () => {
	expect(mayDo({ id: 'me', role: 'viewer' }, { action: 'read' })).toBe(true);
	expect(mayDo({ id: 'me', role: 'viewer' }, { action: 'create' })).toBe(false);
});

test('a member changes and deletes what they added, and nothing of others', () => {
	const member = { id: 'me', role: 'member' } as const;
	expect(mayDo(member, { action: 'update', ...mine })).toBe(true);
	expect(mayDo(member, { action: 'delete', ...mine })).toBe(true);
	expect(mayDo(member, { action: 'update', ...theirs })).toBe(false);
	expect(mayDo(member, { action: 'delete', ...theirs })).toBe(false);
});

test('an administrator deletes what others added', () => {
	expect(mayDo({ id: 'me', role: 'admin' }, { action: 'delete', ...theirs })).toBe(true);
});

test('nobody who is not signed in may do anything', () => {
	expect(mayDo(null, { action: 'read' })).toBe(false);
});
