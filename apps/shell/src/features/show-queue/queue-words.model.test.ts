import type { Operation } from '@flotilla/data-cache';
import { createTranslate } from '@flotilla/i18n';
import { describe, expect, it } from 'vitest';
import { contentOf, stateOf, summaryOf, titleOf } from './queue-words.model.ts';
import { showQueueMessages } from './show-queue.messages.ts';

const t = createTranslate(showQueueMessages);

const operation = (changes: Partial<Operation>): Operation => ({
	id: 'one',
	idempotencyKey: 'key',
	resource: 'users',
	kind: 'update',
	rowIds: ['a'],
	isTemporary: false,
	request: { method: 'PATCH', path: '/users/:id', params: { id: 'a' }, body: {} },
	sequence: 1,
	revision: 1,
	ifMatch: 1,
	dependsOn: [],
	onConflict: 'ask',
	state: 'waiting',
	createdAt: 0,
	firstSentAt: null,
	attempts: 0,
	size: 2,
	error: null,
	...changes,
});
const asking = (body: unknown) => ({ request: { ...operation({}).request, body } });

describe('what waits is called', () => {
	it.each([
		['Change Ada Lovelace', { shown: { firstName: 'Ada' } }, { firstName: 'Augusta', lastName: 'Lovelace' }],
		['Change “Milk” in notes', { resource: 'notes', shown: { data: { done: true } } }, { data: { title: 'Milk' } }],
		['Change a person', {}, undefined],
		['Change 3 people', { rowIds: ['a', 'b', 'c'] }, undefined],
		['Add “Milk” to notes', { resource: 'notes', kind: 'create', shown: { data: { title: 'Milk' } } }, undefined],
		['Add Grace Hopper', { kind: 'create', shown: { firstName: 'Grace', lastName: 'Hopper' } }, undefined],
		['Delete Grace Hopper', { kind: 'remove' }, { firstName: 'Grace', lastName: 'Hopper' }],
		['Delete “Milk” from shopping list', { resource: 'shoppingList', kind: 'remove' }, { data: { title: 'Milk' } }],
		['Change an entry in notes', { resource: 'notes' }, { data: { done: true } }],
		['Delete 2 entries from notes', { resource: 'notes', kind: 'remove', rowIds: ['a', 'b'] }, undefined],
	] satisfies [string, Partial<Operation>, Record<string, unknown> | undefined][])('%s', (title, changes, row) => {
		expect(titleOf(t, operation(changes), row)).toBe(title);
	});
});

describe('what is written', () => {
	it('is told by field, of a record and of many people, too', () => {
		expect(contentOf(t, operation(asking({ firstName: 'Ada', status: 'inactive' })))).toEqual([
			'First name: Ada',
			'Status: inactive',
		]);
		expect(contentOf(t, operation(asking({ data: { done: true, note: '' } })))).toEqual(['Done: yes', 'Note: nothing']);
		expect(contentOf(t, operation(asking({ userIds: ['a'], updates: { role: 'admin' } })))).toEqual(['Role: admin']);
	});

	it('leaves out the name of a new person, which is their title', () => {
		const body = { id: 'a', firstName: 'Ada', lastName: 'Byron', email: 'ada@flotilla.test', role: 'member' };
		expect(contentOf(t, operation({ kind: 'create', ...asking(body) }))).toEqual([
			'E-mail: ada@flotilla.test',
			'Role: member',
		]);
	});

	it('is shortened, and left out of a removal', () => {
		expect(contentOf(t, operation(asking({ a: 1, b: [1, 2], c: 'x'.repeat(100), d: {} })))).toEqual([
			'A: 1',
			'B: 2 entries',
			'and 2 more',
		]);
		expect(contentOf(t, operation({ kind: 'remove', ...asking({ id: 'a' }) }))).toEqual([]);
	});
});

it('says how it stands', () => {
	const refused = { code: 'VALIDATION_FAILED', status: 422, message: 'Not valid.' };
	expect(stateOf(t, operation({}), 'offline')).toBe('Waiting for the network');
	expect(stateOf(t, operation({}), 'online')).toBe('Waiting for its turn');
	expect(stateOf(t, operation({ state: 'conflict' }), 'online')).toMatch(/Somebody else/);
	expect(stateOf(t, operation({ state: 'failed', error: refused }), 'online')).toBe('Not valid.');
	expect(
		stateOf(t, operation({ state: 'failed', error: { ...refused, errors: { email: ['Taken.'] } } }), 'online'),
	).toBe('Taken.');
});

describe('the summary', () => {
	const [waiting, failed, conflict] = [operation({}), operation({ state: 'failed' }), operation({ state: 'conflict' })];

	it('is nothing while nothing waits and the server is there', () => {
		expect(summaryOf(t, [], 'online')).toBeNull();
	});

	it.each([
		['Offline', [], 'offline', ['Offline'], 'warning'],
		['No connection', [], 'unreachable', ['No connection'], 'warning'],
		['1 change waiting', [waiting], 'online', ['1 waiting'], 'info'],
		['Offline, 2 changes waiting', [waiting, waiting], 'offline', ['Offline', '2 waiting'], 'warning'],
		['1 change needs you, 1 change waiting', [waiting, failed], 'online', ['1 needs you', '1 waiting'], 'danger'],
		['Offline, 2 changes need you', [conflict, failed], 'offline', ['Offline', '2 need you'], 'danger'],
	] as const)('is %s', (label, operations, network, parts, tone) => {
		expect(summaryOf(t, operations, network)).toEqual({ parts, inFull: label.split(', '), tone });
	});
});
