import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { StoredFile, User } from '@flotilla/contracts';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { createPerson } from '../testing/create-person.ts';
import { sendFiles, textFile } from '../testing/send-files.ts';
import { readData, readFailure, type StartedApi, startApi } from '../testing/start-api.ts';

const restoreWindow = 600;
/** The demo's files fit into it. */
const fileQuota = 8_000_000;

let started: StartedApi;
let admin: string;
beforeAll(async () => {
	started = await startApi({ restoreWindow, fileQuota, accessTokenTtl: 24 * 60 * 60, orphanGrace: -60 });
	admin = (await started.signIn()).token;
});
afterAll(() => started.stop());

const upload = async (token: string, text: string): Promise<StoredFile> => {
	const [file] = await readData<StoredFile[]>(await sendFiles(started, [textFile(text)], { token }));
	if (file === undefined) throw new Error('One file was sent.');
	return file;
};
const send = (method: string, path: string, token: string, json?: unknown) =>
	started.request(`/api${path}`, { method, token, ...(json === undefined ? {} : { json }) });
const blobs = async ({ dataFolder }: StartedApi = started) => {
	const entries = await readdir(join(dataFolder, 'blobs'), { recursive: true, withFileTypes: true });
	return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
};

describe('a file that was deleted', () => {
	it('keeps its bytes until the window is over, and not longer', async () => {
		const { token } = await createPerson(started, admin, 'member');
		const file = await upload(token, 'to be restored');
		await readData(await send('DELETE', `/files/${file.id}`, token));
		await started.api.sweepFiles();
		expect(await blobs()).toContain(file.sha256);
		expect((await started.request(file.url)).status).toBe(404);
		await readData(await send('POST', '/files/restore', token, { fileIds: [file.id] }));
		expect(await (await started.request(file.url)).text()).toBe('to be restored');
		await readData(await send('DELETE', `/files/${file.id}`, token));
		started.passTime(restoreWindow);
		// Not swept yet, and gone all the same.
		const late = await readFailure(await send('POST', '/files/restore', token, { fileIds: [file.id] }));
		expect(late).toMatchObject({ code: 'FILE_NOT_FOUND', errors: { 'fileIds.0': ['This file does not exist.'] } });
		await started.api.sweepFiles();
		expect(await blobs()).not.toContain(file.sha256);
	});

	it('frees its space at once, and comes back only into space that is free', async () => {
		const { token } = await createPerson(started, admin, 'member');
		const file = await upload(token, 'x'.repeat(5_000_000));
		await readData(await send('DELETE', `/files/${file.id}`, token));
		const other = await upload(token, 'y'.repeat(5_000_000));
		const restore = () => send('POST', '/files/restore', token, { fileIds: [file.id] });
		expect(await readFailure(await restore())).toMatchObject({ code: 'QUOTA_EXCEEDED' });
		await readData(await send('DELETE', `/files/${other.id}`, token));
		expect(await readData<StoredFile[]>(await restore())).toMatchObject([{ id: file.id, size: 5_000_000 }]);
	});

	it('before its owner was does not come back with them, but can be brought back then', async () => {
		const { token, user, email, password } = await createPerson(started, admin, 'member');
		const [early, late] = [await upload(token, 'early'), await upload(token, 'late')];
		await readData(await send('DELETE', `/files/${early.id}`, token));
		await readData(await send('DELETE', `/users/${user.id}`, admin));
		const alone = await send('POST', '/files/restore', admin, { fileIds: [late.id] });
		expect(await readFailure(alone)).toMatchObject({ code: 'FILE_NOT_FOUND' });
		await readData(await send('POST', '/users/restore', admin, { userIds: [user.id] }));
		const again = (await started.signIn(email, password)).token;
		expect((await send('GET', `/files/${late.id}`, again)).status).toBe(200);
		expect((await send('GET', `/files/${early.id}`, again)).status).toBe(404);
		await readData(await send('POST', '/files/restore', again, { fileIds: [early.id] }));
		expect((await send('GET', `/files/${early.id}`, again)).status).toBe(200);
	});
});

describe('somebody who was deleted', () => {
	it('comes back with nothing of what they were changed', async () => {
		const { user, token } = await createPerson(started, admin, 'manager');
		const picture = Buffer.from(
			'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
			'base64',
		);
		const body = new FormData();
		body.append('file', new File([picture], 'me.png', { type: 'image/png' }));
		const before = await readData<User>(
			await started.request(`/api/users/${user.id}/avatar`, { method: 'PUT', token, body }),
		);
		const stored = () =>
			started.api.database.selectFrom('users').selectAll().where('id', '=', user.id).executeTakeFirst();
		const row = await stored();
		await readData(await send('DELETE', `/users/${user.id}`, admin));
		expect((await started.request(before.avatarUrl ?? '')).status).toBe(404);
		await started.api.sweepFiles();
		expect(await readData<User[]>(await send('POST', '/users/restore', admin, { userIds: [user.id] }))).toEqual([
			before,
		]);
		expect(await stored()).toEqual(row);
		expect((await started.request(before.avatarUrl ?? '')).status).toBe(200);
	});

	it('comes back with the names that their files were given while they were deleted', async () => {
		// The name was read before the file was taken away: one that was stored between was lost.
		const { user, token } = await createPerson(started, admin, 'member');
		const files = await Promise.all(['1', '2', '3', '4', '5', '6'].map((text) => upload(token, text)));
		const rename = async ({ id, filename }: StoredFile) => {
			const { status } = await send('PATCH', `/files/${id}`, admin, { filename: `renamed-${filename}` });
			expect(status).toBeOneOf([200, 404]);
			return [id, status === 200 ? `renamed-${filename}` : filename] as const;
		};
		const [removal, ...names] = await Promise.all([send('DELETE', `/users/${user.id}`, admin), ...files.map(rename)]);
		await readData(removal);
		await readData(await send('POST', '/users/restore', admin, { userIds: [user.id] }));
		for (const [id, filename] of names) {
			expect(await readData<StoredFile>(await send('GET', `/files/${id}`, admin))).toMatchObject({ id, filename });
		}
	});

	it('is gone for good when the window is over, with the bytes that were theirs alone', async () => {
		const { user, token } = await createPerson(started, admin, 'member');
		const file = await upload(token, 'theirs alone');
		await readData(await send('DELETE', `/users/${user.id}`, admin));
		started.passTime(restoreWindow);
		const late = await send('POST', '/users/restore', admin, { userIds: [user.id] });
		expect(await readFailure(late)).toMatchObject({ code: 'USER_NOT_FOUND' });
		await started.api.sweepFiles();
		expect(await blobs()).not.toContain(file.sha256);
		for (const table of ['deleted_users', 'deleted_files'] as const) {
			expect(await started.api.database.selectFrom(table).select('id').execute()).toEqual([]);
		}
	});

	it('one of two with the same address comes back', async () => {
		const body = { email: 'twice@flotilla.test', firstName: 'A', lastName: 'B' };
		const ids: string[] = [];
		for (const _ of [1, 2]) {
			const { id } = await readData<User>(await send('POST', '/users', admin, body));
			await readData(await send('DELETE', `/users/${id}`, admin));
			ids.push(id);
		}
		const both = await readFailure(await send('POST', '/users/restore', admin, { userIds: ids }));
		expect(both).toMatchObject({ code: 'BULK_REFUSED', errors: { [ids[1] ?? '']: expect.any(Array) } });
		expect(await readData<User[]>(await send('POST', '/users/restore', admin, { userIds: ids.slice(1) }))).toHaveLength(
			1,
		);
	});
});

it('keeps nothing where nothing is to be kept', async () => {
	const strict = await startApi({ restoreWindow: 0 });
	onTestFinished(() => strict.stop());
	const { token } = await strict.signIn();
	const call = (method: string, path: string, json?: unknown) =>
		strict.request(`/api${path}`, { method, token, ...(json === undefined ? {} : { json }) });
	const person = { email: 'gone@flotilla.test', firstName: 'A', lastName: 'B' };
	const { id } = await readData<User>(await call('POST', '/users', person));
	const [file] = await readData<StoredFile[]>(await sendFiles(strict, [textFile('gone at once')], { token }));
	await readData(await call('DELETE', `/files/${file?.id}`));
	await readData(await call('DELETE', `/users/${id}`));
	expect(await blobs(strict)).not.toContain(file?.sha256);
	const restore = await call('POST', '/users/restore', { userIds: [id] });
	expect(await readFailure(restore)).toMatchObject({ code: 'USER_NOT_FOUND' });
	for (const table of ['deleted_users', 'deleted_files'] as const) {
		expect(await strict.api.database.selectFrom(table).select('id').execute()).toEqual([]);
	}
});
