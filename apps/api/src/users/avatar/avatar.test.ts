import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { User } from '@flotilla/contracts';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createPerson } from '../../testing/create-person.ts';
import { imageBomb } from '../../testing/image-bomb.ts';
import { readData, readFailure, type StartedApi, startApi } from '../../testing/start-api.ts';

let started: StartedApi;
let admin: string;
beforeAll(async () => {
	started = await startApi({ maximumAvatarSize: 100_000 });
	admin = (await started.signIn()).token;
});
afterAll(() => started.stop());

const setAvatar = (person: { user: User; token: string }, bytes: Buffer, type = 'image/png') => {
	const body = new FormData();
	body.append('file', new File([new Uint8Array(bytes)], 'me', { type }));
	return started.request(`/api/users/${person.user.id}/avatar`, { method: 'PUT', token: person.token, body });
};
const colour = (background: string, width = 300, height = 200) =>
	sharp({ create: { width, height, channels: 3, background } });
const blobs = async () => {
	const entries = await readdir(join(started.dataFolder, 'blobs'), { recursive: true, withFileTypes: true });
	return entries.filter((entry) => entry.isFile()).length;
};

it('is the middle of the picture as a square, turned as it was taken, without what the camera wrote', async () => {
	const person = await createPerson(started, admin, 'member');
	const photo = await colour('#ff0000')
		.withExif({ IFD0: { Artist: 'Nobody else' } })
		.jpeg()
		.toBuffer();
	const { avatarUrl } = await readData<User>(await setAvatar(person, photo, 'image/jpeg'));
	const response = await started.request(avatarUrl ?? '');
	expect(response.headers.get('content-type')).toBe('image/webp');
	expect(response.headers.get('cache-control')).toBe('private, max-age=31536000, immutable');
	const shown = Buffer.from(await response.arrayBuffer());
	expect(await sharp(shown).metadata()).toMatchObject({ width: 256, height: 256, format: 'webp' });
	expect((await sharp(shown).metadata()).exif).toBeUndefined();
	const etag = response.headers.get('etag') ?? '';
	const again = await started.request(avatarUrl ?? '', { headers: { 'if-none-match': etag } });
	expect(again.status).toBe(304);
});

it.each<[string, Buffer | (() => Promise<Buffer>), string, string]>([
	['that would unpack to more than there is memory', imageBomb(), 'image/png', 'IMAGE_TOO_LARGE'],
	[
		'that breaks off',
		async () => (await colour('#00ff00').png().toBuffer()).subarray(0, 60),
		'image/png',
		'FILE_CONTENT_MISMATCH',
	],
	[
		'that is called what it is not',
		async () => colour('#00ff00').png().toBuffer(),
		'image/jpeg',
		'FILE_CONTENT_MISMATCH',
	],
	['that is a page', Buffer.from('<html><script>alert(1)</script></html>'), 'image/png', 'FILE_CONTENT_MISMATCH'],
	[
		'that is drawn by code',
		Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
		'image/svg+xml',
		'FILE_TYPE_NOT_ALLOWED',
	],
	['of more bytes than allowed', Buffer.alloc(100_001), 'image/png', 'FILE_TOO_LARGE'],
	['of no bytes', Buffer.alloc(0), 'image/png', 'FILE_CONTENT_MISMATCH'],
])('is no picture %s, and nothing of it is kept', async (_name, bytes, type, code) => {
	const person = await createPerson(started, admin, 'member');
	const before = await blobs();
	const response = await setAvatar(person, typeof bytes === 'function' ? await bytes() : bytes, type);
	expect(await readFailure(response)).toMatchObject({ code });
	expect(await blobs()).toBe(before);
	expect(await readdir(join(started.dataFolder, 'uploads'))).toEqual([]);
	const { avatarUrl } = await readData<User>(await started.request(`/api/users/${person.user.id}`, { token: admin }));
	expect(avatarUrl).toBeNull();
});

it('of two people may be the same picture, and goes when the last of them has another', async () => {
	const [one, other] = [await createPerson(started, admin, 'member'), await createPerson(started, admin, 'member')];
	const picture = await colour('#0000ff').png().toBuffer();
	const before = await blobs();
	await readData(await setAvatar(one, picture));
	const { avatarUrl } = await readData<User>(await setAvatar(other, picture));
	expect(await blobs()).toBe(before + 1);
	const remove = ({ user, token }: typeof one) =>
		started.request(`/api/users/${user.id}/avatar`, { method: 'DELETE', token });
	await readData(await remove(one));
	expect((await started.request(avatarUrl ?? '')).status).toBe(200);
	await readData(await remove(other));
	expect(await blobs()).toBe(before);
});
