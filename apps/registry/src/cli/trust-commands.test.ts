import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { remoteBuild, shellBuild, writeBuild } from '../testing/build-folders.ts';
import { runCli } from '../testing/run-cli.ts';
import { startTestRegistry, type TestRegistry } from '../testing/start-test-registry.ts';

let test: TestRegistry;
let folder: string;
beforeAll(async () => {
	test = await startTestRegistry();
	folder = await mkdtemp(join(tmpdir(), 'flotilla-keys-'));
	await test.publish(shellBuild(), '1.0.0');
});
afterAll(async () => {
	await test.dispose();
	await rm(folder, { recursive: true });
});

const run = (...args: string[]) => runCli(test, args);

it('tokens are made for apps and verbs, listed without themselves, and revoked', async () => {
	const made = await run(
		'tokens',
		'create',
		'ci-users',
		'--app',
		'users',
		'--can',
		'publish,link',
		'pin',
		'--expires',
		'90d',
	);
	expect(made).toMatchObject({ code: 0, out: expect.stringMatching(/^flt_/) });
	const listed = await run('tokens');
	expect(listed.out).toMatch(/ci-users +users +publish,link,pin /);
	expect(listed.out).not.toContain(made.out);
	expect(JSON.parse((await run('tokens', '--json')).out)).toMatchObject([{ name: 'bootstrap' }, { name: 'ci-users' }]);
	const refused = await run('promote', 'users', '1.0.0', '--token', made.out);
	expect(refused).toMatchObject({ code: 1, notes: expect.stringContaining('lacks the verb promote') });
	expect(await run('tokens', 'revoke', 'ci-users')).toMatchObject({ code: 0, out: 'The token ci-users is revoked.' });
	expect((await run('tokens')).out).not.toContain('ci-users');
});

it('a build is signed with a key that was made here, and only then published', async () => {
	const path = join(folder, 'users');
	const made = JSON.parse((await run('keys', 'new', '--out', path, '--json')).out) as { keyId: string };
	expect((await stat(`${path}.key`)).mode & 0o777).toBe(0o600);
	expect(await readFile(`${path}.pub`, 'utf8')).toContain('BEGIN PUBLIC KEY');
	expect(await run('keys', 'new', '--out', path)).toMatchObject({
		code: 2,
		notes: expect.stringContaining('is there already'),
	});
	expect(await run('keys', 'trust', 'users', `${path}.key`)).toMatchObject({ code: 1 });
	expect((await run('keys', 'trust', 'users', `${path}.pub`)).out).toBe(`users now trusts ${made.keyId}.`);

	const build = await writeBuild(remoteBuild({ app: 'users' }));
	const publish = ['publish', build, '--version', '1.0.0'];
	expect(await run(...publish)).toMatchObject({ code: 1, notes: expect.stringContaining('BUILD_UNSIGNED') });
	const published = await run(...publish, '--key', `${path}.key`);
	expect(published).toMatchObject({
		code: 0,
		notes: expect.stringContaining(`Signed users 1.0.0 with ${made.keyId}.`),
	});

	// By a step of its own, as where the key and the token are not in one place.
	const next = await writeBuild(remoteBuild({ app: 'users', text: 'next' }));
	expect((await run('sign', next, '--version', '1.1.0', '--key', `${path}.key`)).out).toContain(made.keyId);
	expect(await run('publish', next, '--version', '1.2.0')).toMatchObject({
		code: 2,
		notes: expect.stringContaining('another build'),
	});
	expect(await run('publish', next, '--version', '1.1.0')).toMatchObject({ code: 0 });
	expect(await run('sign', next, '--version', '1.1.0')).toMatchObject({
		code: 2,
		notes: expect.stringContaining('SIGNING_KEY_INVALID'),
	});

	const distrusted = await run('keys', 'distrust', 'users', made.keyId, '--message', 'Lost');
	expect(distrusted.out).toContain('production still serves 1.1.0, which no trusted key signed.');
	expect((await run('keys', 'list', 'users')).out).toMatch(/distrusted .*bootstrap +Lost/);
	for (const written of [build, next]) await rm(written, { recursive: true });
});

it('a link is an address that can be opened', async () => {
	await test.publish(remoteBuild({ app: 'files' }), '1.5.0-pr.42', { channel: 'pr-42' });
	const link = ['link', '--app', 'files', '--version', '1.5.0-pr.42'];
	const [url = '', until] = (await run(...link, '--expires', '12h')).out.split('\n');
	expect(until).toMatch(/^Works until \d{4}-/);
	expect((await fetch(url, { headers: { accept: 'text/html' } })).status).toBe(200);
	expect(await run(...link, '--expires', 'a week')).toMatchObject({ code: 2 });
	expect(await run(...link, '--expires', '365d')).toMatchObject({
		code: 1,
		notes: expect.stringContaining('VALIDATION_FAILED'),
	});
});
