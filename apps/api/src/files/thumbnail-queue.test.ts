import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { type BlobStore, createFolderBlobStore, createLog, openDatabase } from '@flotilla/server';
import { createTestDatabase, type TestDatabase } from '@flotilla/server/testing';
import type { Kysely } from 'kysely';
import sharp from 'sharp';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { migrations } from '../database/migrations.ts';
import type { Schema } from '../database/schema.ts';
import { createEventLog } from '../realtime/event-log.ts';
import { defaultSettings } from '../settings.ts';
import { createFileStore } from './file-store.ts';
import { createUrlSigner } from './signed-url.ts';
import { createThumbnailQueue, type ThumbnailQueue } from './thumbnail-queue.ts';

let folder: string;
let server: TestDatabase | undefined;
let database: Kysely<Schema>;
let blobs: BlobStore;
let now = Date.now();
const clock = { now: () => now };
const log = createLog({ name: 'test', level: 'silent' });

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'flotilla-thumbnails-'));
	server = await createTestDatabase();
	const templateFolder = join(tmpdir(), 'flotilla-database-template');
	database = await openDatabase<Schema>({ folder, url: server?.url, migrations, log, templateFolder });
	blobs = createFolderBlobStore({ folder: join(folder, 'blobs') });
});
afterEach(async () => {
	await database.destroy();
	await server?.drop();
	await rm(folder, { recursive: true, force: true });
});

/** Pictures without their thumbnails, and nodes that share them; `opened` says which picture was read. */
const setUp = async (pictures: number) => {
	const opened: string[] = [];
	const watched: BlobStore = {
		...blobs,
		async open(key, range) {
			opened.push(key);
			return blobs.open(key, range);
		},
	};
	const events = createEventLog({ database, clock, retention: 1000 });
	const signer = createUrlSigner({ key: Buffer.alloc(32), clock });
	const store = createFileStore({ database, events, blobs, signer, clock, quota: 0 });
	const ownerId = crypto.randomUUID();
	const at = new Date(now);
	await database
		.insertInto('users')
		.values({
			id: ownerId,
			email: 'owner@flotilla.test',
			first_name: 'O',
			last_name: 'W',
			password_hash: '',
			role: 'member',
			status: 'active',
			created_at: at,
			updated_at: at,
			last_sign_in_at: null,
		})
		.execute();
	for (let index = 0; index < pictures; index++) {
		const picture = sharp({ create: { width: 10 + index, height: 10, channels: 3, background: 'teal' } }).png();
		const bytes = await picture.toBuffer();
		const put = async () => (await blobs.put(Readable.from([bytes]))).key;
		await store.add([{ ownerId, originalName: 'x.png', mimeType: 'image/png', size: bytes.length, store: put }]);
	}
	const createNode = (concurrency = 2): ThumbnailQueue =>
		createThumbnailQueue({
			database,
			blobs: watched,
			store,
			clock,
			log,
			settings: { ...defaultSettings, thumbnailConcurrency: concurrency },
		});
	const pending = async () =>
		(await database.selectFrom('files').select('id').where('thumbnail_status', '=', 'pending').execute()).length;
	return { createNode, opened, pending };
};

it('makes each once, however many nodes look for them', async () => {
	const { createNode, opened, pending } = await setUp(8);
	const nodes = [createNode(), createNode(), createNode()];
	for (const node of nodes) node.wake();
	for (const node of nodes) await node.idle();
	expect(await pending()).toBe(0);
	expect(opened).toHaveLength(8);
	expect(new Set(opened).size).toBe(8);
});

it('takes up what a killed node had begun, once that cannot be alive any more', async () => {
	const { createNode, pending } = await setUp(1);
	// What a killed node leaves.
	const claimedUntil = new Date(now + 60_000);
	await database.updateTable('files').set({ thumbnail_claimed_until: claimedUntil }).execute();
	const node = createNode();
	node.wake();
	await node.idle();
	expect(await pending()).toBe(1);
	now += 61_000;
	node.wake();
	await node.idle();
	expect(await pending()).toBe(0);
});

it('takes it up at once where no other node can be', async () => {
	const { createNode, pending } = await setUp(1);
	await database
		.updateTable('files')
		.set({ thumbnail_claimed_until: new Date(now + 60_000) })
		.execute();
	const node = createNode();
	await node.takeUp();
	await node.idle();
	expect(await pending()).toBe(0);
});

it('leaves pending what it has not begun when it is stopped', async () => {
	const { createNode, opened, pending } = await setUp(3);
	const node = createNode(1);
	node.wake();
	await node.stop();
	expect(opened.length + (await pending())).toBe(3);
	node.wake();
	await node.idle();
	expect(opened.length + (await pending())).toBe(3);
});
