import { rolePermissions } from '@flotilla/contracts';
import { fileKeys } from '@flotilla/data-cache';
import type { SessionState } from '@flotilla/session';
import { buildUser } from '@flotilla/testing';
import { expect, it } from 'vitest';
import { createPreloadPage } from './preload-page.ts';

const user = buildUser({ role: 'member' });
const state = { user, permissions: rolePermissions.member } as Partial<SessionState> as SessionState;
const preload = createPreloadPage({ store: { getState: () => state } });

const list = [
	fileKeys.infinite({ type: 'image', ownerId: user.id, limit: 50 }),
	fileKeys.list({ type: 'image', ownerId: user.id, page: 1, limit: 1 }),
];

it('asks for the top of the list that the address names', () => {
	expect(preload({ pathname: '/files', search: '?type=image' })).toEqual(list);
	expect(preload({ pathname: '/files/', search: '?type=image' })).toEqual(list);
});

it('asks for the file that lies over the list before the list', () => {
	expect(preload({ pathname: '/files/f1', search: '?type=image' })).toEqual([fileKeys.detail('f1'), ...list]);
});

it('asks for no file where the address has none', () => {
	expect(preload({ pathname: '/files/f1/more', search: '?type=image' })).toEqual(list);
});
