import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { apiContract, describeApi, type JsonObject, pickOperations } from '@flotilla/contracts/open-api';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { remoteBuild, shellBuild } from '../testing/build-folders.ts';
import { runCli } from '../testing/run-cli.ts';
import { startTestApi, type TestApi } from '../testing/start-test-api.ts';
import { startTestRegistry, type TestRegistry } from '../testing/start-test-registry.ts';

let api: TestApi;
let test: TestRegistry;
let folder: string;
beforeAll(async () => {
	api = await startTestApi();
	test = await startTestRegistry({ apiUrl: api.url, contractMaximumAge: 0 });
	folder = await mkdtemp(join(tmpdir(), 'flotilla-contract-'));
	await test.publish(shellBuild(), '1.0.0');
	const { files, manifest } = remoteBuild();
	const calls = pickOperations(apiContract.parse(describeApi()), (operation) => operation === 'get /users/{id}');
	await test.publish({ files, manifest: { ...manifest, calls } }, '1.0.0');
});
afterAll(async () => {
	await test.dispose();
	await api.close();
	await rm(folder, { recursive: true });
});

const run = (...args: string[]) => runCli(test, args);

const write = async (name: string, document: unknown): Promise<string> => {
	const path = join(folder, name);
	await writeFile(path, typeof document === 'string' ? document : JSON.stringify(document));
	return path;
};

it('can-i-deploy says nothing of the API when all was compared', async () => {
	expect(await run('can-i-deploy', 'users', '1.0.0')).toEqual({
		code: 0,
		out: 'users 1.0.0 can go live in production.',
		notes: '',
	});
});

it('can-i-deploy api tells whom a contract would break, and ends with 1', async () => {
	const document = describeApi() as { paths: JsonObject };
	expect(await run('can-i-deploy', 'api', '--contract', await write('same.json', document))).toMatchObject({
		code: 0,
		out: 'api 1.0.0 can go live in production.',
	});
	const { '/users/{id}': _, ...paths } = document.paths;
	const less = await write('less.json', { ...document, paths });
	expect(await run('can-i-deploy', 'api', '--contract', less)).toMatchObject({
		code: 1,
		out: 'api 1.0.0 cannot go live in production:\n  ENDPOINT_MISSING: users calls GET /users/{id}, which the API does not have.  Breaks users.',
	});
	const { code, out } = await run('can-i-deploy', 'api', '--contract', less, '--json');
	expect([code, JSON.parse(out)]).toMatchObject([1, { ok: false, problems: [{ affects: ['users'] }] }]);
});

it('can-i-deploy ends with 2 where it is not clear what is asked', async () => {
	const file = await write('any.json', describeApi());
	expect((await run('can-i-deploy', 'api')).code).toBe(2);
	expect((await run('can-i-deploy', 'api', '1.0.0', '--contract', file)).code).toBe(2);
	expect((await run('can-i-deploy', 'users', '1.0.0', '--contract', file)).code).toBe(2);
	expect((await run('can-i-deploy', 'users')).code).toBe(2);
	const text = await run('can-i-deploy', 'api', '--contract', await write('text.json', 'no JSON'));
	expect(text).toMatchObject({ code: 2, notes: expect.stringContaining('is not JSON') });
	expect(await run('can-i-deploy', 'api', '--contract', join(folder, 'nothing'))).toMatchObject({ code: 2 });
	expect(await run('can-i-deploy', 'api', '--contract', await write('empty.json', {}))).toMatchObject({
		code: 1,
		notes: expect.stringContaining('VALIDATION_FAILED'),
	});
});

it('contract lists what the API offers', async () => {
	const { code, out } = await run('contract');
	expect(code).toBe(0);
	expect(out).toMatch(/^GET +\/users\/\{id\}$/m);
	expect(out).toMatch(/API 1\.0\.0 \([0-9a-f]{16}\), seen since .*: \d+ endpoints\.$/);
	expect(await run('contract', '--channel', 'elsewhere')).toMatchObject({
		code: 1,
		notes: expect.stringContaining('NOT_FOUND'),
	});
});
