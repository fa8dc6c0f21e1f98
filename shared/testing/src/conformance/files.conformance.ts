import { endpoints, type StoredFile } from '@flotilla/contracts';
import { describe, expect, it } from 'vitest';
import type { GetWorld } from './conformance-world.ts';
import { followEvents } from './follow-socket.ts';
import { picture } from './picture.ts';

const { files } = endpoints;

const formOf = (part: string, ...contents: readonly File[]): FormData => {
	const form = new FormData();
	for (const file of contents) form.append(part, file);
	return form;
};
const textFile = (name: string, content = name): File => new File([content], name, { type: 'text/plain' });

const sha256 = async (text: string): Promise<string> => {
	const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
	return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
};

export const describeFiles = (getWorld: GetWorld): void => {
	const upload = async (token: string, ...names: readonly string[]): Promise<StoredFile[]> => {
		const { call } = getWorld();
		const stored: StoredFile[] = [];
		for (const name of names)
			stored.push((await call(files.upload, { token, form: formOf('file', textFile(name)) })).data);
		return stored;
	};

	describe('a file', () => {
		it('is stored, told, read and downloaded', async () => {
			const { call, target, createPerson } = getWorld();
			const { user, token } = await createPerson();
			const socket = await followEvents(target, token, ['files']);
			const [stored] = await upload(token, 'hello.txt');
			expect(stored).toMatchObject({
				...{ ownerId: user.id, ownerName: `${user.firstName} ${user.lastName}` },
				...{ filename: 'hello.txt', originalName: 'hello.txt', mimeType: 'text/plain', size: 9 },
				...{ sha256: await sha256('hello.txt'), thumbnailStatus: 'none', version: 1 },
			});
			const told = (await socket.next('files:upload-completed')).payload as { file: StoredFile };
			expect(told.file.id).toBe(stored?.id);
			const read = await call(files.read, { token, params: { id: stored?.id ?? '' } });
			expect([read.data.id, read.headers.get('etag')]).toEqual([stored?.id, '"1"']);
			const query = Object.fromEntries(new URL(stored?.url ?? '', 'http://x').searchParams);
			const bytes = await call(files.content, { params: { id: stored?.id ?? '' }, query });
			expect(bytes.text).toBe('hello.txt');
			const altered = await call(files.content, { params: { id: stored?.id ?? '' }, query: { ...query, sig: 'x' } });
			expect(altered.code).toBe('SIGNATURE_INVALID');
			expect(new URL(stored?.previewUrl ?? '', 'http://x').searchParams.get('inline')).toBe('1');
			socket.close();
		});

		it('that is a picture gets a thumbnail, and that is told', async () => {
			const { call, target, createPerson } = getWorld();
			const { token } = await createPerson();
			const socket = await followEvents(target, token, ['files']);
			const { data } = await call(files.upload, { token, form: formOf('file', picture()) });
			expect(data.thumbnailStatus).toBe('pending');
			const { file } = (await socket.next('files:thumbnail-created')).payload as { file: StoredFile };
			expect([file.id, file.thumbnailStatus, file.version]).toEqual([data.id, 'ready', 1]);
			const { thumbnailUrl = '' } = (await call(files.read, { token, params: { id: data.id } })).data;
			const query = Object.fromEntries(new URL(thumbnailUrl, 'http://x').searchParams);
			expect((await call(files.thumbnail, { params: { id: data.id }, query })).text).not.toBe('');
			socket.close();
		});

		it('is refused where it is none that may be stored', async () => {
			const { call, createPerson } = getWorld();
			const { token } = await createPerson();
			const viewer = await createPerson('viewer');
			const send = (form: FormData, by = token) => call(files.upload, { token: by, form });
			const script = new File(['<svg xmlns="http://www.w3.org/2000/svg"/>'], 'a.svg', { type: 'image/svg+xml' });
			expect((await send(formOf('file', script))).code).toBe('FILE_TYPE_NOT_ALLOWED');
			expect((await send(formOf('file', textFile('a.txt')), viewer.token)).code).toBe('FORBIDDEN');
			expect((await send(new FormData())).code).toBe('VALIDATION_FAILED');
		});

		it('gets another name under its version', async () => {
			const { call, createPerson } = getWorld();
			const { token } = await createPerson();
			const other = await createPerson();
			const [stored] = await upload(token, 'a.txt');
			const rename = (filename: string, headers = {}, by = token) =>
				call(files.rename, { token: by, params: { id: stored?.id ?? '' }, body: { filename }, headers });
			const renamed = await rename('b.txt', { 'if-match': '"1"' });
			expect(renamed.data).toMatchObject({ filename: 'b.txt', originalName: 'a.txt', version: 2 });
			expect((await rename('c.txt', { 'if-match': '"1"' })).code).toBe('VERSION_CONFLICT');
			expect((await rename('b.txt')).data.version).toBe(2);
			expect((await rename('x.txt', {}, other.token)).code).toBe('FILE_NOT_FOUND');
			expect((await rename(' ')).blamed).toEqual(['filename']);
		});

		it('is its owner’s: others do not find it, those who read any may not take it away', async () => {
			const { call, createPerson, administrator } = getWorld();
			const { token } = await createPerson();
			const [other, manager, root] = [await createPerson(), await createPerson('manager'), await administrator()];
			const [stored] = await upload(token, 'mine.txt');
			const params = { id: stored?.id ?? '' };
			expect((await call(files.read, { token: other.token, params })).code).toBe('FILE_NOT_FOUND');
			expect((await call(files.read, { token: manager.token, params })).status).toBe(200);
			expect((await call(files.remove, { token: manager.token, params })).code).toBe('FORBIDDEN');
			expect((await call(files.remove, { token: root.token, params })).data).toBeNull();
			expect((await call(files.remove, { token, params })).code).toBe('FILE_NOT_FOUND');
		});
	});

	describe('files', () => {
		it('are stored together or not at all', async () => {
			const { call, createPerson } = getWorld();
			const { token } = await createPerson();
			const send = (...parts: File[]) => call(files.uploadMultiple, { token, form: formOf('files', ...parts) });
			const script = new File(['<html></html>'], 'a.html', { type: 'text/html' });
			expect((await send(textFile('a.txt'), script)).code).toBe('FILE_TYPE_NOT_ALLOWED');
			expect((await call(files.usage, { token })).data).toMatchObject({ used: 0, count: 0 });
			const stored = (await send(textFile('a.txt', 'aa'), textFile('b.txt', 'bbb'))).data;
			expect(stored.map(({ originalName }) => originalName)).toEqual(['a.txt', 'b.txt']);
			expect((await call(files.usage, { token })).data).toMatchObject({
				...{ used: 5, count: 2, reserved: 0 },
				byType: [
					{ type: 'image', files: 0, bytes: 0 },
					{ type: 'pdf', files: 0, bytes: 0 },
					{ type: 'text', files: 2, bytes: 5 },
					{ type: 'audio', files: 0, bytes: 0 },
					{ type: 'video', files: 0, bytes: 0 },
					{ type: 'other', files: 0, bytes: 0 },
				],
			});
		});

		it('are listed newest first, searched, sorted, paged and sliced', async () => {
			const { call, createPerson } = getWorld();
			const { token } = await createPerson();
			await upload(token, 'b.txt', 'Ärger.txt', 'c.txt');
			const list = async (query: Record<string, string> = {}) => (await call(files.list, { token, query })).data;
			const names = async (query: Record<string, string> = {}) =>
				(await list(query)).files.map(({ filename }) => filename);
			expect(await names()).toEqual(['c.txt', 'Ärger.txt', 'b.txt']);
			expect(await names({ search: 'arger' })).toEqual(['Ärger.txt']);
			expect(await names({ sortBy: 'name', sortOrder: 'asc' })).toEqual(['Ärger.txt', 'b.txt', 'c.txt']);
			expect(await names({ type: 'image' })).toEqual([]);
			expect(await names({ type: 'document', page: '2', limit: '2' })).toEqual(['b.txt']);
			const first = await list({ cursor: '', limit: '2' });
			const next = 'cursors' in first ? (first.cursors.next ?? '') : '';
			expect(await names({ cursor: next, limit: '2' })).toEqual(['b.txt']);
			expect((await call(files.list, { token, query: { cursor: next, sortBy: 'size' } })).code).toBe('CURSOR_INVALID');
		});

		it('of others are listed for those who read any, and refused to the rest', async () => {
			const { call, createPerson } = getWorld();
			const { token, user } = await createPerson();
			const [other, manager] = [await createPerson(), await createPerson('manager')];
			await upload(token, 'a.txt');
			const list = (by: string) => call(files.list, { token: by, query: { ownerId: user.id } });
			expect((await list(manager.token)).data.files).toHaveLength(1);
			expect((await list(other.token)).code).toBe('FORBIDDEN');
		});

		it('go together or not at all', async () => {
			const { call, createPerson } = getWorld();
			const { token } = await createPerson();
			const ids = (await upload(token, 'a.txt', 'b.txt')).map(({ id }) => id);
			const remove = (named: string[]) => call(files.bulkRemove, { token, body: { ids: named } });
			const refused = await remove([...ids, crypto.randomUUID()]);
			expect([refused.code, refused.blamed]).toEqual(['FILE_NOT_FOUND', ['ids.2']]);
			expect((await remove(ids)).data).toBeNull();
			expect((await call(files.list, { token })).data.files).toEqual([]);
		});

		it('come back as they were, together or not at all, and that is told', async () => {
			const { call, target, createPerson, administrator } = getWorld();
			const { token } = await createPerson();
			const other = await createPerson();
			const stored = await upload(token, 'a.txt', 'b.txt');
			const ids = stored.map(({ id }) => id);
			const restore = (fileIds: string[], by = token) => call(files.restore, { token: by, body: { fileIds } });
			expect((await restore(ids)).code).toBe('FILE_NOT_FOUND');
			await call(files.bulkRemove, { token, body: { ids } });
			expect((await call(files.usage, { token })).data.used).toBe(0);
			const refused = await restore([ids[0] ?? '', crypto.randomUUID()]);
			expect([refused.code, refused.blamed]).toEqual(['FILE_NOT_FOUND', ['fileIds.1']]);
			expect((await restore(ids, other.token)).code).toBe('FILE_NOT_FOUND');
			const socket = await followEvents(target, token, ['files']);
			expect((await restore(ids)).data.map(({ id, filename }) => [id, filename])).toEqual([
				[ids[0], 'a.txt'],
				[ids[1], 'b.txt'],
			]);
			const told = (await socket.next('files:restored')).payload as { file: StoredFile };
			expect(ids).toContain(told.file.id);
			socket.close();
			const read = (await call(files.read, { token, params: { id: ids[0] ?? '' } })).data;
			expect([read.version, read.createdAt, read.sha256]).toEqual([1, stored[0]?.createdAt, stored[0]?.sha256]);
			const query = Object.fromEntries(new URL(read.url, 'http://x').searchParams);
			expect((await call(files.content, { params: { id: read.id }, query })).text).toBe('a.txt');
			expect((await restore(ids)).code).toBe('FILE_NOT_FOUND');
			const root = await administrator();
			const entries = await call(endpoints.audit.list, { token: root.token, query: { subjectId: read.id } });
			expect(entries.data.entries.map(({ action }) => action)).toEqual(['files:restored', 'files:deleted']);
		});
	});
};
