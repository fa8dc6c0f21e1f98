import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLog } from '@flotilla/server';
import { type PublishResult, publishBuild } from '../client/publish-build.ts';
import { createRegistryClient, type RegistryClient } from '../client/registry-client.ts';
import { createRegistry, type Registry, type RegistryOptions } from '../create-registry.ts';
import { publishTokenFile } from '../tokens/bootstrap-token.ts';
import { type TestBuild, writeBuild } from './build-folders.ts';
import { checkedFetch } from './checked-fetch.ts';
import { createTestDatabase } from './create-test-database.ts';

export interface TestRegistry {
	registry: Registry;
	/** Its origin. */
	url: string;
	/** May publish everything. */
	token: string;
	client: RegistryClient;
	dataFolder: string;
	/** `undefined`: embedded in the data folder. */
	databaseUrl: string | undefined;
	publish(build: TestBuild, version: string, options?: { channel?: string; token?: string }): Promise<PublishResult>;
	/** One request to `/registry/v1`, as it comes. */
	send(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Response>;
	dispose(): Promise<void>;
}

const databaseTemplateFolder = join(import.meta.dirname, '../../../../node_modules/.cache/flotilla/registry-database');

export const sha256 = (content: string | Buffer): string => createHash('sha256').update(content).digest('hex');

/** A registry on a free port, over a real database and a real folder. */
export const startTestRegistry = async (options: Partial<RegistryOptions> = {}): Promise<TestRegistry> => {
	const dataFolder = await mkdtemp(join(tmpdir(), 'flotilla-registry-'));
	const databaseUrl = await createTestDatabase();
	const registry = await createRegistry({
		dataFolder,
		databaseTemplateFolder,
		databaseUrl,
		// Nothing listens on the discard port: tests that want an API name one.
		apiUrl: 'http://127.0.0.1:9',
		log: createLog({ name: 'registry', level: 'silent' }),
		...options,
	});
	const { url } = await registry.listen({ port: 0 });
	const token = (await readFile(join(dataFolder, publishTokenFile), 'utf8')).trim();
	return {
		registry,
		url,
		token,
		client: createRegistryClient({ registry: url, token, fetch: checkedFetch }),
		dataFolder,
		databaseUrl,
		async publish(build, version, { channel = 'production', token: other = token } = {}) {
			const folder = await writeBuild(build);
			try {
				return await publishBuild({ folder, version, channel, registry: url, token: other });
			} finally {
				await rm(folder, { recursive: true });
			}
		},
		send(method, path, body, headers = {}) {
			const raw = body instanceof Uint8Array;
			return checkedFetch(`${url}/registry/v1/${path}`, {
				method,
				headers: {
					authorization: `Bearer ${token}`,
					...(body === undefined ? {} : { 'content-type': raw ? 'application/octet-stream' : 'application/json' }),
					...headers,
				},
				body: body === undefined ? null : raw ? (body as Uint8Array<ArrayBuffer>) : JSON.stringify(body),
			});
		},
		async dispose() {
			await registry.close();
			await rm(dataFolder, { recursive: true, force: true });
		},
	};
};
