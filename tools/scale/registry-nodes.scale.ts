import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLog } from '@flotilla/server';
import { createTestDatabase, type TestDatabase } from '@flotilla/server/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { publishBuild } from '../../apps/registry/src/client/publish-build.ts';
import { createRegistryClient } from '../../apps/registry/src/client/registry-client.ts';
import { createRegistry, type Registry } from '../../apps/registry/src/create-registry.ts';
import { remoteBuild, shellBuild, type TestBuild, writeBuild } from '../../apps/registry/src/testing/build-folders.ts';

interface Node {
	registry: Registry;
	url: string;
	/** `null` where another node made it. */
	firstToken: string | null;
}

let folder: string;
let database: TestDatabase;
let first: Node;
let second: Node;
let token: string;

/** As deployed: nothing but the database and the bucket is common to the nodes. */
const startNode = async (name: string, prefix: string): Promise<Node> => {
	const { TEST_S3_ENDPOINT, TEST_S3_BUCKET = '', TEST_S3_ACCESS_KEY_ID, TEST_S3_SECRET_ACCESS_KEY } = process.env;
	const dataFolder = join(folder, name);
	const registry = await createRegistry({
		dataFolder,
		databaseUrl: database.url,
		s3: {
			endpoint: TEST_S3_ENDPOINT,
			bucket: TEST_S3_BUCKET,
			accessKeyId: TEST_S3_ACCESS_KEY_ID,
			secretAccessKey: TEST_S3_SECRET_ACCESS_KEY,
			forcePathStyle: true,
			prefix,
		},
		apiUrl: 'http://127.0.0.1:9',
		log: createLog({ name, level: 'silent' }),
	});
	const { url } = await registry.listen({ port: 0 });
	const firstToken = await readFile(join(dataFolder, 'publish-token'), 'utf8').catch(() => null);
	return { registry, url, firstToken: firstToken?.trim() ?? null };
};

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'flotilla-registry-nodes-'));
	const made = await createTestDatabase();
	if (made === undefined) throw new Error('The global setup sets TEST_DATABASE_URL.');
	database = made;
	const prefix = `${randomUUID()}/`;
	// At the same time over an empty database: each wants to migrate it and to make the first token.
	[first, second] = await Promise.all([startNode('first', prefix), startNode('second', prefix)]);
	token = first.firstToken ?? second.firstToken ?? '';
});
afterAll(async () => {
	await Promise.all([first?.registry.close(), second?.registry.close()]);
	await database?.drop();
	await rm(folder, { recursive: true, force: true });
});

const publish = async (node: Node, build: TestBuild, version: string) => {
	const written = await writeBuild(build);
	try {
		return await publishBuild({ folder: written, version, channel: 'production', registry: node.url, token });
	} finally {
		await rm(written, { recursive: true });
	}
};
const compositionAt = async ({ url }: Node) => {
	const page = await fetch(url, { headers: { accept: 'text/html' } });
	return page.headers.get('x-flotilla-composition');
};

it('makes one first token among nodes that start together', () => {
	expect([first.firstToken, second.firstToken].filter((made) => made !== null)).toHaveLength(1);
});

it('serves from every node what was published through one, and the next page of each has it', async () => {
	const users = remoteBuild({ app: 'users' });
	await publish(first, shellBuild(), '1.0.0');
	const { pointer } = await publish(second, users, '1.0.0');
	for (const node of [first, second]) {
		expect(await compositionAt(node)).toBe(pointer?.compositionId);
		const asset = await fetch(`${node.url}/assets/users/${users.manifest.entry}`);
		expect(await asset.text()).toBe(users.files[users.manifest.entry]);
	}
});

it('takes a rollback through one node, and the other one has it at once', async () => {
	const before = await compositionAt(first);
	await publish(first, remoteBuild({ app: 'users', text: 'the second' }), '1.1.0');
	expect(await compositionAt(second)).not.toBe(before);
	const client = createRegistryClient({ registry: second.url, token });
	await client.rollback('production', 'users');
	expect(await compositionAt(first)).toBe(before);
});

it('loses no change of publishers that use different nodes at the same time', async () => {
	const apps = ['alpha', 'beta', 'gamma', 'delta'];
	await Promise.all(apps.map((app, index) => publish(index % 2 === 0 ? first : second, remoteBuild({ app }), '1.0.0')));
	const client = createRegistryClient({ registry: first.url, token });
	const { apps: live } = await client.channel('production');
	expect(live.map(({ app }) => app).toSorted()).toEqual([...apps, 'shell', 'users'].toSorted());
	expect(await compositionAt(first)).toBe(await compositionAt(second));
});
