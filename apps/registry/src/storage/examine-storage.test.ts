import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { remoteBuild, shellBuild } from '../testing/build-folders.ts';
import { runCli } from '../testing/run-cli.ts';
import { sha256, startTestRegistry, type TestRegistry } from '../testing/start-test-registry.ts';

let test: TestRegistry;
// Nobody is served the old one, and a rollback would go back to it.
const old = remoteBuild({ text: 'old' });
const live = remoteBuild({ text: 'live' });
beforeAll(async () => {
	test = await startTestRegistry();
	await test.publish(shellBuild(), '1.0.0');
	await test.publish(old, '1.0.0');
	await test.publish(live, '1.1.0');
});
afterAll(() => test.dispose());

const blobOf = (text: string) => {
	const key = sha256(text);
	return join(test.dataFolder, 'blobs', key.slice(0, 2), key);
};

it('reads every stored form of every file, and finds nothing in a sound storage', async () => {
	const report = await test.client.examineStorage();
	// Two of the four files of the second build are those of the first; each has two compressed forms.
	expect(report).toMatchObject({ files: 10, blobs: 30, unsound: [] });
	expect(report.bytes).toBeGreaterThan(10_000);
});

it('names each file that is damaged or gone, of builds that nobody is served as well, and flotilla doctor says so', async () => {
	const path = old.manifest.entry;
	const text = old.files[path] ?? '';
	const bytes = await readFile(blobOf(text));
	await writeFile(blobOf(text), Buffer.concat([Buffer.from('!'), bytes.subarray(1)]));
	const [gone = ''] = live.manifest.initial.modules;
	await rm(blobOf(live.files[gone] ?? ''));

	const { unsound } = await test.client.examineStorage();
	expect(unsound).toEqual(
		[
			{ app: 'users', path, encoding: 'identity', sha256: sha256(text), problem: 'damaged' },
			{ app: 'users', path: gone, encoding: 'identity', sha256: sha256(live.files[gone] ?? ''), problem: 'missing' },
		].toSorted((one, other) => (one.path < other.path ? -1 : 1)),
	);

	const { code, out } = await runCli(test, ['doctor', '--storage', '--json']);
	expect(code).toBe(1);
	const { findings } = JSON.parse(out) as { findings: { code: string; severity: string; url: string }[] };
	const stored = findings.filter((finding) => finding.code.startsWith('STORED_FILE'));
	expect(stored.toSorted((one, other) => (one.code < other.code ? -1 : 1))).toMatchObject([
		{ code: 'STORED_FILE_DAMAGED', severity: 'error', url: `${test.url}/assets/users/${path}` },
		{ code: 'STORED_FILE_MISSING', severity: 'error', url: `${test.url}/assets/users/${gone}` },
	]);
});

it('needs a token for all apps with admin', async () => {
	const token = await test.client.createToken({ name: 'ci-users', apps: ['users'], can: ['admin'] });
	const refused = await test.send('POST', 'storage/examine', {}, { authorization: `Bearer ${token}` });
	expect(await refused.json()).toMatchObject({ code: 'FORBIDDEN' });
	const { code, notes } = await runCli({ url: test.url, token }, ['doctor', '--storage']);
	expect(code).toBe(1);
	expect(notes).toContain('FORBIDDEN');
});
