import { defaultRestoreWindow, type FilesUsage, type Me, type User, type UsersList } from '@flotilla/contracts';
import { buildFile, buildUser, FakeFailure } from '@flotilla/testing';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { auditKeys } from './audit/audit-resource.ts';
import { meKey } from './auth/me-resource.ts';
import { fileKeys } from './files/file-keys.ts';
import { usageKey } from './files/usage-resource.ts';
import { startCache } from './testing/start-cache.ts';
import { userKeys } from './users/user-keys.ts';

const ada = buildUser({ firstName: 'Ada', lastName: 'A', role: 'admin' });
const bea = buildUser({ firstName: 'Bea', lastName: 'B' });
const cai = buildUser({ firstName: 'Cai', lastName: 'C' });
const note = buildFile({ ownerId: bea.id, mimeType: 'text/plain', size: 10 });

const start = async () => {
	const started = startCache({ users: [ada, bea, cai], files: [note], role: 'admin' });
	const { cache } = started;
	onTestFinished(() => cache.dispose());
	await cache.preload(userKeys.list());
	/** As on screen: what is out of date is fetched again. */
	const names = async () => {
		await cache.preload(userKeys.list());
		return (cache.read(userKeys.list()) as UsersList).users.map(({ firstName }) => firstName);
	};
	return { ...started, names };
};

describe('all who fit', () => {
	it('are shown as the server has them after a change and after it was taken back', async () => {
		const { cache, names } = await start();
		const { changed, undo } = await cache.bulkUpdateUsers({ role: 'member' }, { firstName: 'Zoe' });
		expect([changed, await names()]).toEqual([2, ['Ada', 'Zoe', 'Zoe']]);
		expect(await cache.undoBulk(undo ?? '')).toEqual({ restored: 2, changedSince: 0 });
		expect(await names()).toEqual(['Ada', 'Bea', 'Cai']);
	});

	it('go with their files, and come back with them', async () => {
		const { cache, names } = await start();
		await cache.preload(fileKeys.list());
		const { undo } = await cache.bulkRemoveUsers({});
		expect(await names()).toEqual(['Ada']);
		await cache.preload(fileKeys.list());
		expect(cache.read(fileKeys.list())).toMatchObject({ files: [] });
		await cache.undoBulk(undo ?? '');
		expect(await names()).toEqual(['Ada', 'Bea', 'Cai']);
		await cache.preload(fileKeys.list());
		expect(cache.read(fileKeys.list())).toMatchObject({ files: [{ id: note.id }] });
	});

	it('stay as they are shown when the server refuses', async () => {
		const { cache, state, names } = await start();
		state.failNext('PATCH /users/bulk', new FakeFailure('SELECTION_TOO_LARGE'));
		await expect(cache.bulkUpdateUsers({}, { status: 'inactive' })).rejects.toMatchObject({
			code: 'SELECTION_TOO_LARGE',
		});
		expect(await names()).toEqual(['Ada', 'Bea', 'Cai']);
	});
});

describe('who was deleted', () => {
	it('is back in lists and on their own page, here and wherever it is told', async () => {
		const { cache, state, names } = await start();
		await cache.preload(userKeys.detail(bea.id));
		state.removeUser(bea.id);
		expect(await names()).toEqual(['Ada', 'Cai']);
		expect(cache.read(userKeys.detail(bea.id))).toBeUndefined();
		await cache.restoreUsers([bea.id]);
		expect(await names()).toEqual(['Ada', 'Bea', 'Cai']);
		await cache.preload(userKeys.detail(bea.id));
		expect(cache.read(userKeys.detail(bea.id))).toMatchObject({ firstName: 'Bea' });

		state.removeUser(cai.id);
		expect(await names()).toEqual(['Ada', 'Bea']);
		state.restoreUser(cai.id);
		expect(await names()).toEqual(['Ada', 'Bea', 'Cai']);
		// From then on they are anybody: a change is shown without asking.
		const asked = state.requests.length;
		state.changeUser(cai.id, { firstName: 'Cleo' });
		expect((cache.read(userKeys.list()) as UsersList).users[2]?.firstName).toBe('Cleo');
		expect(state.requests.length).toBe(asked);
	});

	it('is gone when the time is over', async () => {
		const { cache, state } = await start();
		vi.useFakeTimers({ toFake: ['Date'] });
		onTestFinished(() => void vi.useRealTimers());
		state.removeUser(bea.id);
		vi.advanceTimersByTime(defaultRestoreWindow * 1000);
		await expect(cache.restoreUsers([bea.id])).rejects.toMatchObject({ code: 'USER_NOT_FOUND' });
	});
});

describe('files', () => {
	it('that come back are in the list again', async () => {
		const { cache } = await start();
		await cache.preload(fileKeys.list());
		await cache.removeFile(note.id);
		expect(cache.read(fileKeys.list())).toMatchObject({ files: [] });
		await cache.restoreFiles([note.id]);
		await cache.preload(fileKeys.list());
		expect(cache.read(fileKeys.list())).toMatchObject({ files: [{ id: note.id }] });
	});

	it('change what is said of the space they take', async () => {
		const { cache, state } = await start();
		const used = async () => {
			await cache.preload(usageKey);
			return (cache.read(usageKey) as FilesUsage).byType.find(({ type }) => type === 'pdf');
		};
		expect(await used()).toEqual({ type: 'pdf', files: 0, bytes: 0 });
		const file = state.addFile(buildFile({ ownerId: ada.id, size: 7 }));
		expect(await used()).toEqual({ type: 'pdf', files: 1, bytes: 7 });
		state.removeFile(file.id);
		expect(await used()).toMatchObject({ files: 0 });
	});
});

describe('the picture of a person', () => {
	it('is shown wherever the person is', async () => {
		const { cache } = await start();
		await cache.preload(meKey);
		const picture = new File(['x'], 'me.png', { type: 'image/png' });
		const { avatarUrl } = await cache.setAvatar(ada.id, picture);
		expect(avatarUrl).toMatch(/^\/api\/users\//);
		const shown = () => [(cache.read(userKeys.list()) as UsersList).users[0] as User, (cache.read(meKey) as Me).user];
		expect(shown().map((user) => user.avatarUrl)).toEqual([avatarUrl, avatarUrl]);
		await cache.removeAvatar(ada.id);
		expect(shown().map((user) => user.avatarUrl)).toEqual([null, null]);
	});
});

describe('counts of acts', () => {
	it('are those of the query', async () => {
		const { cache } = await start();
		await cache.bulkUpdateUsers({ ids: [bea.id] }, { firstName: 'Zoe' });
		const key = auditKeys.counts({ subjectId: bea.id });
		await cache.preload(key);
		expect(cache.read(key)?.counts.reduce((sum, { count }) => sum + count, 0)).toBe(1);
	});
});
