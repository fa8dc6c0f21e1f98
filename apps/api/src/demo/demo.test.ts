import type { FilesList, RecordsList, UsersList } from '@flotilla/contracts';
import { afterEach, expect, it } from 'vitest';
import { readData, type StartedApi, startApi } from '../testing/start-api.ts';

let started: StartedApi;
afterEach(() => started.stop());

const readAll = async () => {
	const { token } = await started.signIn();
	const users = await readData<UsersList>(await started.request('/api/users?limit=100', { token }));
	const files = await readData<FilesList>(await started.request('/api/files?limit=100', { token }));
	const notes = await readData<RecordsList>(await started.request('/api/data/notes?limit=100', { token }));
	return {
		notes: notes.records,
		total: users.pagination.total,
		ids: users.users.map(({ id }) => id),
		files: files.files.map(({ filename, sha256, thumbnailStatus }) => `${filename} ${sha256} ${thumbnailStatus}`),
	};
};

it('makes the same data set once, whatever the number of starts', async () => {
	started = await startApi();
	const first = await readAll();
	expect(first.total).toBe(602);
	expect(first.files).toHaveLength(12);
	expect(first.notes).toHaveLength(40);
	expect(first.files.filter((file) => file.endsWith('ready'))).toHaveLength(6);
	await started.api.close();
	started = await startApi({}, { continuing: started });
	expect(await readAll()).toEqual(first);
});

it('grows by the people who are missing when it is to have more', async () => {
	started = await startApi();
	const before = await readAll();
	await started.api.close();
	started = await startApi({}, { continuing: started, demoUsers: 2500 });
	const after = await readAll();
	expect(after.total).toBe(2502);
	const { token } = await started.signIn();
	const known = before.ids[0] ?? '';
	expect((await started.request(`/api/users/${known}`, { token })).status).toBe(200);
});

it('lets the demo accounts in by the password it is started with, whatever the data was made with', async () => {
	started = await startApi({}, { password: 'the first password' });
	const { user } = await started.signIn();
	await started.api.close();
	started = await startApi({}, { continuing: started, password: 'another password' });
	expect((await started.signIn('admin@flotilla.test', 'another password')).user.id).toBe(user.id);
	await expect(started.signIn('admin@flotilla.test', 'the first password')).rejects.toThrow();
});
