import { randomUUID } from 'node:crypto';
import type { FilesList, FilesSlice, FilesUsage, StoredFile } from '@flotilla/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSocket } from '../testing/open-socket.ts';
import { sendFiles, textFile } from '../testing/send-files.ts';
import { readData, readFailure, type StartedApi, startApi } from '../testing/start-api.ts';

const fileQuota = 1_000_000;
let started: StartedApi;
let admin: string;
let member: string;
beforeAll(async () => {
	started = await startApi({ fileQuota });
	admin = (await started.signIn('admin@flotilla.test')).token;
	member = (await started.signIn('member@flotilla.test')).token;
});
afterAll(() => started.stop());

const list = async (query: string, token = admin) =>
	readData<FilesList>(await started.request(`/api/files?${query}`, { token }));
const slice = async (query: string, cursor = '') =>
	readData<FilesSlice>(await started.request(`/api/files?${query}&cursor=${cursor}`, { token: admin }));
const upload = async (text: string, name = 'note.txt', token = member): Promise<StoredFile> => {
	const [file] = await readData<StoredFile[]>(await sendFiles(started, [textFile(text, name)], { token }));
	if (file === undefined) throw new Error('One file was sent.');
	return file;
};
const rename = (id: string, filename: string, { token = member, ifMatch = '' } = {}) =>
	started.request(`/api/files/${id}`, {
		method: 'PATCH',
		token,
		json: { filename },
		headers: ifMatch === '' ? {} : { 'if-match': ifMatch },
	});
const removeAll = (ids: readonly string[], token = member) =>
	started.request('/api/files/bulk', { method: 'DELETE', token, json: { ids } });
const read = (id: string, token = member) => started.request(`/api/files/${id}`, { token });

describe('the list', () => {
	it.each([
		['createdAt', (file: StoredFile): string | number => file.createdAt],
		[
			'name',
			(file: StoredFile): string | number => file.filename.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase(),
		],
		['size', (file: StoredFile): string | number => file.size],
	])('is sorted by %s, both ways, by pages and by cursors alike', async (sortBy, key) => {
		for (const sortOrder of ['asc', 'desc']) {
			const { files, pagination } = await list(`sortBy=${sortBy}&sortOrder=${sortOrder}&limit=100`);
			expect(pagination.total).toBe(files.length);
			const keys = files.map(key);
			const sorted = [...keys].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
			expect(keys).toEqual(sortOrder === 'asc' ? sorted : sorted.reverse());
			const walked: string[] = [];
			let cursor: string | null = '';
			while (cursor !== null) {
				const part: FilesSlice = await slice(`sortBy=${sortBy}&sortOrder=${sortOrder}&limit=5`, cursor);
				walked.push(...part.files.map(({ id }) => id));
				cursor = part.cursors.next;
			}
			expect(walked).toEqual(files.map(({ id }) => id));
		}
	});

	it('can be narrowed to what a file is', async () => {
		const types = ['image', 'document', 'audio', 'video', 'other'];
		const found = await Promise.all(types.map((type) => list(`type=${type}&limit=100`)));
		const all = await list('limit=100');
		expect(found.reduce((sum, { files }) => sum + files.length, 0)).toBe(all.files.length);
		expect(found[0]?.files.every(({ mimeType }) => mimeType.startsWith('image/'))).toBe(true);
		expect(found[1]?.files.length).toBeGreaterThan(0);
		expect(found[2]?.files).toEqual([]);
	});

	it.each([
		'sortBy=ownerId',
		'sortOrder=up',
		'type=spreadsheet',
		'page=0',
		'limit=101',
		'ownerId=me',
		`cursor=${'x'.repeat(2049)}`,
	])('refuses %s', async (query) => {
		expect(await readFailure(await started.request(`/api/files?${query}`, { token: admin }))).toMatchObject({
			status: 422,
			code: 'VALIDATION_FAILED',
		});
	});

	it('refuses a cursor of another order', async () => {
		const { cursors } = await slice('sortBy=size&limit=2');
		const path = `/api/files?sortBy=name&cursor=${cursors.next}`;
		expect(await readFailure(await started.request(path, { token: admin }))).toMatchObject({ code: 'CURSOR_INVALID' });
	});
});

describe('a new name', () => {
	it('is made safe, announced, and found by', async () => {
		const file = await upload('rename me');
		const socket = await openSocket(started.url);
		await socket.authenticate(member);
		const answer = await rename(file.id, ' ../Sèche.txt ');
		expect(answer.headers.get('etag')).toBe('"2"');
		const renamed = await readData<StoredFile>(answer);
		expect(renamed).toMatchObject({ filename: 'Sèche.txt', originalName: 'note.txt', version: 2 });
		expect((await socket.nextOf('files:renamed')).payload).toMatchObject({ file: { id: file.id, version: 2 } });
		await socket.close();
		expect((await list('search=seche', member)).files.map(({ id }) => id)).toEqual([file.id]);
		const download = await started.request(renamed.url);
		expect(download.headers.get('content-disposition')).toContain('filename="S_che.txt"');
	});

	it('that is the old one changes nothing', async () => {
		const { id } = await upload('same', 'same.txt');
		expect(await readData(await rename(id, 'same.txt'))).toMatchObject({ version: 1 });
	});

	it('does not replace one that was given meanwhile', async () => {
		const { id } = await upload('race', 'race.txt');
		expect((await read(id)).headers.get('etag')).toBe('"1"');
		const [first, second] = await Promise.all([
			rename(id, 'one.txt', { ifMatch: '"1"' }),
			rename(id, 'two.txt', { ifMatch: '"1"' }),
		]);
		expect([first.status, second.status].sort()).toEqual([200, 412]);
		expect(await readFailure(await rename(id, 'x', { ifMatch: '"1"' }))).toMatchObject({ code: 'VERSION_CONFLICT' });
	});

	it('is given by the owner, or by whoever may delete it', async () => {
		const foreign = await upload('of admin', 'mine.txt', admin);
		expect(await readFailure(await rename(foreign.id, 'x'))).toMatchObject({ status: 404, code: 'FILE_NOT_FOUND' });
		expect(await readFailure(await rename(randomUUID(), 'x'))).toMatchObject({ status: 404, code: 'FILE_NOT_FOUND' });
		const own = await upload('of member', 'theirs.txt');
		expect((await rename(own.id, 'by admin.txt', { token: admin })).status).toBe(200);
		for (const filename of ['', '   ', 'x'.repeat(256)]) {
			expect(await readFailure(await rename(own.id, filename))).toMatchObject({ code: 'VALIDATION_FAILED' });
		}
	});
});

describe('many at once', () => {
	it('are deleted together', async () => {
		const files = [await upload('1'), await upload('2'), await upload('2')];
		expect(await readData(await removeAll(files.map(({ id }) => id)))).toBeNull();
		for (const { id } of files) expect((await read(id)).status).toBe(404);
	});

	it('all stay when one is not there, or is somebody else’s', async () => {
		const own = await upload('stays');
		const foreign = await upload('of admin', 'x.txt', admin);
		const failure = await readFailure(await removeAll([own.id, foreign.id, randomUUID()]));
		expect(failure).toMatchObject({ status: 404, code: 'FILE_NOT_FOUND' });
		expect(Object.keys(failure.errors ?? {})).toEqual(['ids.1', 'ids.2']);
		expect((await read(own.id)).status).toBe(200);
	});

	it.each([[[]], [['x']], ['all'], [Array.from({ length: 1001 }, () => randomUUID())]])('are not %j', async (ids) => {
		expect(await readFailure(await removeAll(ids as string[]))).toMatchObject({ code: 'VALIDATION_FAILED' });
	});
});

describe('the space of a person', () => {
	const usage = async () => readData<FilesUsage>(await started.request('/api/files/usage', { token: member }));

	it('is what their files take, by kind', async () => {
		const before = await usage();
		expect(before).toMatchObject({ quota: fileQuota, reserved: 0 });
		const { id } = await upload('x'.repeat(1000));
		const after = await usage();
		expect(after.used).toBe(before.used + 1000);
		expect(after.count).toBe(before.count + 1);
		const bytesOf = ({ byType }: FilesUsage, kind: string) => byType.find(({ type }) => type === kind)?.bytes ?? 0;
		expect(bytesOf(after, 'text')).toBe(bytesOf(before, 'text') + 1000);
		const bytes = after.byType.reduce((sum, share) => sum + share.bytes, 0);
		expect(bytes).toBe(after.used);
		await removeAll([id]);
		expect(await usage()).toEqual(before);
	});

	it('ends at the quota, also for many that come at the same time', async () => {
		const { used } = await usage();
		const size = 100_000;
		const fits = Math.floor((fileQuota - used) / size);
		const answers = await Promise.all(
			Array.from({ length: fits + 4 }, (_, index) =>
				sendFiles(started, [textFile(String(index).padEnd(size, '.'))], { token: member }),
			),
		);
		const stored = answers.filter(({ status }) => status === 201);
		expect(stored).toHaveLength(fits);
		const refused = answers.filter(({ status }) => status !== 201);
		for (const answer of refused)
			expect(await readFailure(answer)).toMatchObject({ status: 413, code: 'QUOTA_EXCEEDED' });
		expect((await usage()).used).toBe(used + fits * size);
	});
});
