import type { FilesList, FilesListQuery, Me, User, UsersList, UsersListQuery } from '@flotilla/contracts';
import { buildFile, buildUser, type FakeBackendOptions, FakeFailure } from '@flotilla/testing';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { meKey } from './auth/me-resource.ts';
import { fileKeys } from './files/file-keys.ts';
import { startCache } from './testing/start-cache.ts';
import { userKeys } from './users/user-keys.ts';

const ada = buildUser({ firstName: 'Ada', lastName: 'A', role: 'admin' });
const bea = buildUser({ firstName: 'Bea', lastName: 'B' });
const cai = buildUser({ firstName: 'Cai', lastName: 'C' });

const start = (options: Partial<FakeBackendOptions> = {}) => {
	const started = startCache({ users: [ada, bea, cai], role: 'admin', ...options });
	const { cache } = started;
	onTestFinished(() => cache.dispose());
	const names = (query: UsersListQuery = {}) =>
		(cache.read(userKeys.list(query)) as UsersList | undefined)?.users.map(({ firstName }) => firstName);
	const detail = (id: string) => cache.read(userKeys.detail(id)) as User | undefined;
	const files = (query: FilesListQuery = {}) => cache.read(fileKeys.list(query)) as FilesList | undefined;
	return { ...started, names, detail, files };
};

describe('preload', () => {
	it('fetches once what is not there', async () => {
		const { cache, names, count } = start();
		await Promise.all([cache.preload(userKeys.list({ search: '' })), cache.preload(userKeys.list())]);
		await cache.preload(userKeys.list({ search: undefined }));
		expect(names()).toEqual(['Ada', 'Bea', 'Cai']);
		expect(count('GET /users')).toBe(1);
	});

	it('leaves a failure to whoever shows the data', async () => {
		const { cache, state, names } = start();
		state.failNext('GET /users', new FakeFailure('INTERNAL_ERROR'));
		await cache.preload(userKeys.list());
		expect(names()).toBeUndefined();
	});
});

describe('events of users', () => {
	it('replace the row in every cached page and in the detail, without a request', async () => {
		const { cache, state, names, detail } = start();
		const byName = { sortOrder: 'desc' } as const;
		for (const key of [userKeys.list(), userKeys.list(byName), userKeys.detail(bea.id), meKey])
			await cache.preload(key);
		const requests = state.requests.length;
		const before = cache.read(userKeys.list()) as UsersList;

		state.changeUser(bea.id, { firstName: 'Beatrice' });
		expect(names()).toEqual(['Ada', 'Beatrice', 'Cai']);
		expect(names(byName)).toEqual(['Cai', 'Beatrice', 'Ada']);
		expect(detail(bea.id)).toMatchObject({ firstName: 'Beatrice', version: 2 });
		const after = cache.read(userKeys.list()) as UsersList;
		expect(after.users[0]).toBe(before.users[0]);
		expect(after.pagination).toBe(before.pagination);

		state.changeUser(ada.id, { firstName: 'Augusta' });
		expect((cache.read(meKey) as Me).user.firstName).toBe('Augusta');
		expect(state.requests.length).toBe(requests);
	});

	it('that are older than what is cached change nothing, not even identities', async () => {
		const { cache, bus, state } = start();
		state.changeUser(bea.id, { firstName: 'Second' });
		await cache.preload(userKeys.list());
		const before = cache.read(userKeys.list());
		bus.emit('users:updated', { user: bea });
		bus.emit('users:updated', { user: { ...(state.users[1] as User) } });
		expect(cache.read(userKeys.list())).toBe(before);
	});

	it('take a deleted user out of the list and its total', async () => {
		const { cache, bus, names, detail } = start();
		await cache.preload(userKeys.list());
		await cache.preload(userKeys.detail(cai.id));
		bus.emit('users:deleted', { id: cai.id });
		expect(names()).toEqual(['Ada', 'Bea']);
		expect((cache.read(userKeys.list()) as UsersList).pagination).toMatchObject({ total: 2, totalPages: 1 });
		expect(detail(cai.id)).toBeUndefined();
	});

	it('that come while a list is on its way are in it when it arrives', async () => {
		const { cache, state, names } = start();
		const release = state.holdAnswers('GET /users');
		const arriving = cache.preload(userKeys.list());
		await vi.waitUntil(() => state.requests.length === 1);
		// The answer on its way carries the old row; the event overtakes it.
		state.changeUser(bea.id, { firstName: 'Overtaking' });
		release();
		await arriving;
		expect(names()).toEqual(['Ada', 'Overtaking', 'Cai']);
	});
});

describe('updating a user', () => {
	it('shows at once, everywhere, and then what the server made of it', async () => {
		const { cache, names, detail } = start();
		await cache.preload(userKeys.list());
		await cache.preload(userKeys.detail(bea.id));
		const saved = cache.updateUser(bea.id, { firstName: '  Beatrix ' }, { ifMatch: 1 });
		expect(names()).toEqual(['Ada', 'Beatrix', 'Cai']);
		expect(detail(bea.id)).toMatchObject({ firstName: 'Beatrix', version: 1 });
		expect(await saved).toMatchObject({ firstName: 'Beatrix', version: 2 });
		expect(detail(bea.id)).toMatchObject({ firstName: 'Beatrix', version: 2 });
	});

	it('does not show what the server is sure to refuse', async () => {
		const { cache, names } = start();
		await cache.preload(userKeys.list());
		const refused = cache.updateUser(bea.id, { email: 'no address' });
		expect(names()).toEqual(['Ada', 'Bea', 'Cai']);
		await expect(refused).rejects.toMatchObject({ code: 'VALIDATION_FAILED' });
	});

	it('is taken back when the server refuses', async () => {
		const { cache, state, names, detail } = start();
		await cache.preload(userKeys.list());
		await cache.preload(userKeys.detail(bea.id));
		const before = detail(bea.id);
		state.failNext('PATCH /users/:id', new FakeFailure('EMAIL_TAKEN', { errors: { email: ['Taken.'] } }));
		const refused = cache.updateUser(bea.id, { firstName: 'Beatrix', email: 'taken@flotilla.test' });
		expect(names()).toEqual(['Ada', 'Beatrix', 'Cai']);
		await expect(refused).rejects.toMatchObject({ code: 'EMAIL_TAKEN', errors: { email: ['Taken.'] } });
		expect(names()).toEqual(['Ada', 'Bea', 'Cai']);
		expect(detail(bea.id)).toEqual(before);
	});

	it('taken back, leaves what somebody else wrote meanwhile', async () => {
		const { cache, state, names, detail } = start();
		await cache.preload(userKeys.list());
		await cache.preload(userKeys.detail(bea.id));
		const release = state.holdAnswers('PATCH /users/:id');
		const refused = cache.updateUser(bea.id, { firstName: 'Mine' }, { ifMatch: 1 });
		state.changeUser(bea.id, { firstName: 'Theirs', lastName: 'Too' });
		// Until the server has decided, one's own change stays on screen, over theirs.
		expect(detail(bea.id)).toMatchObject({ firstName: 'Mine', lastName: 'Too', version: 2 });
		release();
		await expect(refused).rejects.toMatchObject({ code: 'VERSION_CONFLICT' });
		expect(detail(bea.id)).toMatchObject({ firstName: 'Theirs', lastName: 'Too', version: 2 });
		expect(names()).toEqual(['Ada', 'Theirs', 'Cai']);
	});

	it('taken back, leaves one’s own other change', async () => {
		const { cache, state, detail } = start();
		await cache.preload(userKeys.detail(bea.id));
		state.failNext('PATCH /users/:id', new FakeFailure('FORBIDDEN'));
		const refused = cache.updateUser(bea.id, { firstName: 'Refused' });
		const saved = cache.updateUser(bea.id, { lastName: 'Saved' });
		expect(detail(bea.id)).toMatchObject({ firstName: 'Refused', lastName: 'Saved' });
		await expect(refused).rejects.toMatchObject({ code: 'FORBIDDEN' });
		await saved;
		expect(detail(bea.id)).toMatchObject({ firstName: 'Bea', lastName: 'Saved', version: 2 });
	});

	it('survives the arrival of a list that was read before it', async () => {
		const { cache, state, names } = start();
		await cache.preload(userKeys.detail(bea.id));
		const release = state.holdAnswers('GET /users');
		const arriving = cache.preload(userKeys.list());
		await vi.waitUntil(() => state.requests.some(({ url }) => url === '/api/users'));
		await cache.updateUser(bea.id, { firstName: 'Beatrix' });
		release();
		await arriving;
		expect(names()).toEqual(['Ada', 'Beatrix', 'Cai']);
	});

	it('shows in a list that arrives while it is still on its way, and is taken back there, too', async () => {
		const { cache, state, names } = start();
		await cache.preload(userKeys.detail(bea.id));
		const release = state.holdAnswers('PATCH /users/:id');
		state.failNext('PATCH /users/:id', new FakeFailure('FORBIDDEN'));
		const refused = cache.updateUser(bea.id, { firstName: 'Beatrix' });
		await cache.preload(userKeys.list());
		expect(names()).toEqual(['Ada', 'Beatrix', 'Cai']);
		release();
		await expect(refused).rejects.toMatchObject({ code: 'FORBIDDEN' });
		expect(names()).toEqual(['Ada', 'Bea', 'Cai']);
	});

	it('that answers after a sign-out is not shown to the next person', async () => {
		const { cache, state, bus, detail } = start();
		await cache.preload(userKeys.detail(bea.id));
		const release = state.holdAnswers('PATCH /users/:id');
		const saved = cache.updateUser(bea.id, { firstName: 'Beatrix' });
		await vi.waitUntil(() => state.requests.length === 2);
		bus.emit('session:signed-out', { userId: ada.id, reason: 'requested' });
		release();
		await saved;
		expect(detail(bea.id)).toBeUndefined();
	});
});

describe('events of files', () => {
	const [first, second, third] = [
		buildFile({ ownerId: bea.id }),
		buildFile({ ownerId: bea.id }),
		buildFile({ ownerId: cai.id }),
	];

	it('put a new file at the head of the first page of its owner’s lists and of those of all', async () => {
		const { cache, state, files } = start({ files: [first, third] });
		for (const query of [{}, { ownerId: bea.id }, { ownerId: cai.id }]) await cache.preload(fileKeys.list(query));
		const requests = state.requests.length;
		state.addFile(buildFile({ ownerId: bea.id, originalName: 'new.pdf' }));
		expect(files()?.files[0]?.originalName).toBe('new.pdf');
		expect(files()?.pagination).toMatchObject({ total: 3, totalPages: 1 });
		expect(files({ ownerId: bea.id })?.files.map(({ originalName }) => originalName)).toEqual([
			'new.pdf',
			first.originalName,
		]);
		expect(files({ ownerId: cai.id })?.files).toHaveLength(1);
		expect(state.requests.length).toBe(requests);
	});

	it('keep a full first page at its size', async () => {
		const { cache, state, files } = start({ files: [first, second] });
		await cache.preload(fileKeys.list({ limit: 2 }));
		const added = state.addFile(buildFile({ ownerId: bea.id }));
		expect(files({ limit: 2 })?.files.map(({ id }) => id)).toEqual([added.id, second.id]);
		expect(files({ limit: 2 })?.pagination).toMatchObject({ total: 3, totalPages: 2 });
	});

	it('put the thumbnail into its row', async () => {
		const { cache, bus, files } = start({ files: [first, second] });
		await cache.preload(fileKeys.list());
		await cache.preload(fileKeys.detail(first.id));
		const file = { ...first, thumbnailStatus: 'ready' as const, thumbnailUrl: '/api/files/1/thumbnail' };
		bus.emit('files:thumbnail-created', { file });
		expect(files()?.files.map(({ thumbnailStatus }) => thumbnailStatus)).toEqual(['none', 'ready']);
		expect(cache.read(fileKeys.detail(first.id))).toEqual(file);
	});

	it('take a deleted file out, with its total', async () => {
		const { cache, state, files } = start({ files: [first, second] });
		await cache.preload(fileKeys.list());
		state.removeFile(first.id);
		expect(files()?.files.map(({ id }) => id)).toEqual([second.id]);
		expect(files()?.pagination).toMatchObject({ total: 1, totalPages: 1 });
	});
});

describe('one’s own files', () => {
	const text = (name: string) => new File(['some bytes'], name, { type: 'text/plain' });

	it('are listed once, whether the answer or the event comes first', async () => {
		const { cache, files } = start();
		await cache.preload(fileKeys.list());
		const progress: number[] = [];
		await cache.uploadFile(text('one.txt'), { onProgress: ({ percentage }) => progress.push(percentage) });
		await cache.uploadFile(text('two.txt'));
		expect(files()?.files.map(({ originalName }) => originalName)).toEqual(['two.txt', 'one.txt']);
		expect(files()?.pagination.total).toBe(2);
		expect(progress.at(-1)).toBe(100);
	});

	it('are listed when an upload with a handle is through', async () => {
		const { cache, files } = start();
		await cache.preload(fileKeys.list());
		const onSuccess = vi.fn();
		const handle = await cache.startUpload(text('one.txt'), { onSuccess });
		const stored = await handle.result;
		expect(onSuccess).toHaveBeenCalledExactlyOnceWith(stored);
		expect(files()?.files.map(({ originalName }) => originalName)).toEqual(['one.txt']);
	});

	it('are refused before they are sent, where the server would refuse them', async () => {
		const { cache, state } = start();
		await expect(cache.uploadFile(new File(['<svg/>'], 'a.svg', { type: 'image/svg+xml' }))).rejects.toMatchObject({
			code: 'FILE_TYPE_NOT_ALLOWED',
		});
		expect(state.requests.filter(({ method }) => method === 'POST')).toEqual([]);
	});

	it('keep a thumbnail that was ready before the upload’s answer was read', async () => {
		const { cache, bus, state, files } = start();
		await cache.preload(fileKeys.list());
		state.onEvent(({ name, payload }) => {
			if (name !== 'files:upload-completed') return;
			bus.emit('files:thumbnail-created', { file: { ...payload.file, thumbnailStatus: 'ready', thumbnailUrl: '/t' } });
		});
		await cache.uploadFile(new File(['x'], 'a.png', { type: 'image/png' }));
		expect(files()?.files.map(({ thumbnailStatus }) => thumbnailStatus)).toEqual(['ready']);
	});

	it('leave the lists when the server has deleted them, or never had them', async () => {
		const { cache, state, files } = start({ files: [buildFile(), buildFile()] });
		await cache.preload(fileKeys.list());
		const [newest, oldest] = files()?.files ?? [];
		state.failNext('DELETE /files/:id', new FakeFailure('FORBIDDEN'));
		await expect(cache.removeFile(newest?.id ?? '')).rejects.toMatchObject({ code: 'FORBIDDEN' });
		expect(files()?.files).toHaveLength(2);
		await cache.removeFile(newest?.id ?? '');
		expect(files()?.files).toEqual([oldest]);
		state.failNext('DELETE /files/:id', new FakeFailure('FILE_NOT_FOUND'));
		await cache.removeFile(oldest?.id ?? '');
		expect(files()?.files).toEqual([]);
		expect(files()?.pagination.total).toBe(0);
	});
});

describe('a sign-out', () => {
	it('takes back what was about to be asked for, as the next person’s token would ask for it', async () => {
		const turn = Promise.withResolvers<void>();
		vi.stubGlobal('scheduler', { yield: () => turn.promise });
		onTestFinished(() => {
			vi.unstubAllGlobals();
		});
		const { cache, bus, names, count } = start();
		const preloading = cache.preload(userKeys.list());
		bus.emit('session:signed-out', { userId: ada.id, reason: 'requested' });
		turn.resolve();
		await preloading;
		expect(count('GET /users')).toBe(0);
		expect(names()).toBeUndefined();
	});

	it('forgets everything, and what is still on its way', async () => {
		const { cache, bus, state, names } = start();
		await cache.preload(userKeys.list());
		const release = state.holdAnswers('GET /users');
		const arriving = cache.preload(userKeys.list({ page: 2 }));
		await vi.waitUntil(() => state.requests.length === 2);
		bus.emit('session:signed-out', { userId: ada.id, reason: 'expired' });
		expect(names()).toBeUndefined();
		release();
		await arriving;
		expect(names({ page: 2 })).toBeUndefined();
	});
});
