import { afterAll, beforeAll, expect, it } from 'vitest';
import { remoteBuild, shellBuild } from '../testing/build-folders.ts';
import { runCli } from '../testing/run-cli.ts';
import { startTestRegistry, type TestRegistry } from '../testing/start-test-registry.ts';

let test: TestRegistry;
beforeAll(async () => {
	test = await startTestRegistry();
	await test.publish(shellBuild({ platform: {} }), '1.0.0');
	await test.publish(remoteBuild({ text: 'one' }), '1.0.0');
	await test.publish(remoteBuild({ text: 'two' }), '1.1.0');
	await test.publish(remoteBuild({ text: 'wrong', remote: { apiVersion: 2 } }), '2.0.0', { channel: 'preview' });
});
afterAll(() => test.dispose());

const run = (...args: string[]) => runCli(test, args);

it('can-i-deploy ends with 0 for yes, and with 1 and what would break for whom for no', async () => {
	expect(await run('can-i-deploy', 'users', '1.0.0')).toEqual({
		code: 0,
		out: 'users 1.0.0 can go live in production.\n  What the API behind production offers is not known: endpoints were not compared.',
		notes: '',
	});
	expect(await run('can-i-deploy', 'users', '2.0.0')).toMatchObject({
		code: 1,
		out: expect.stringMatching(
			/^users 2\.0\.0 cannot go live in production:\n {2}API_VERSION_MISMATCH: users needs API 2, the shell speaks 1\. {2}Breaks users\.\n/,
		),
	});
	const { code, out } = await run('can-i-deploy', 'users', '2.0.0', '--json');
	expect([code, JSON.parse(out)]).toMatchObject([1, { ok: false, problems: [{ code: 'API_VERSION_MISMATCH' }] }]);
});

it('promote by force says why in the history', async () => {
	expect(await run('promote', 'users', '2.0.0')).toMatchObject({
		code: 1,
		notes: expect.stringMatching(/^DEPLOY_REFUSED/),
	});
	expect((await run('promote', 'users', '2.0.0', '--force')).notes).toContain('VALIDATION_FAILED');
	expect(await run('promote', 'users', '2.0.0', '--force', '--reason', 'Nobody uses it')).toMatchObject({ code: 0 });
	expect((await run('history', 'users')).out.split('\n')[1]).toMatch(
		/1\.1\.0 +2\.0\.0 +promote by force +c-[0-9a-f]{16} +bootstrap +Nobody uses it$/,
	);
	expect(await run('rollback', 'users')).toMatchObject({ code: 0, out: expect.stringContaining('users 1.1.0') });
});

it('pin shows in the status and holds until unpin', async () => {
	expect(await run('pin', 'users')).toMatchObject({ code: 2, notes: expect.stringContaining('--reason') });
	expect(await run('pin', 'users', '--reason', 'Audit week')).toMatchObject({
		out: 'users is now pinned to 1.1.0 in production.',
	});
	expect((await run('status')).out).toMatch(/users +1\.1\.0 .* pinned$/m);
	expect(await run('rollback', 'users')).toMatchObject({ code: 1, notes: expect.stringContaining('Audit week') });
	expect(await run('unpin', 'users')).toMatchObject({ code: 0, out: 'users may move again in production.' });
	expect((await run('status')).out).not.toContain(' pinned');
});

it('diff, remove and rollback --composition go there and back', async () => {
	const before = (await test.client.channel('production')).compositionId as string;
	const diff = await run('diff', 'production', '--with', 'preview');
	expect(diff.out).toMatch(/APP +FROM production +TO preview +NEW FILES +BYTES +COMPRESSED/);
	expect(diff.out).toMatch(/users +1\.1\.0 \([0-9a-f]{16}\) +2\.0\.0 \([0-9a-f]{16}\) +2 /);
	expect((await run('diff', 'production')).code).toBe(2);
	expect((await run('remove', 'users', '--reason', 'Moves out')).out).toMatch(
		/^users: 1\.1\.0 -> removed\nproduction is/,
	);
	expect((await run('history', 'users')).out.split('\n')[1]).toMatch(/1\.1\.0 +- +remove .* Moves out$/);
	expect((await run('rollback', '--composition', before)).out).toMatch(/^users: - -> 1\.1\.0\n/);
	expect((await run('rollback')).code).toBe(2);
	expect((await run('rollback', 'users', '--composition', before)).code).toBe(2);
	expect(await run('rollback', 'users', '--to', '1.0.0')).toMatchObject({ code: 0 });
});

it('gc tells what it would do, does it, and lists it', async () => {
	expect((await run('gc', '--dry-run')).out).toMatch(/^Would remove 0 builds/);
	expect((await run('gc', '--keep-days', '0', '--reason', 'Tidy')).out).toMatch(/Removed \d+ builds/);
	expect((await run('gc', '--list')).out.split('\n')[1]).toMatch(/bootstrap .* Tidy$/);
	expect((await run('gc', '--keep-days', 'many')).code).toBe(2);
});

it('doctor ends with 1 and its findings', async () => {
	const { code, out } = await run('doctor');
	expect(code).toBe(1);
	expect(out).toContain('error    API_UNREACHABLE: /api/openapi.json is answered with 502');
	expect(out).toMatch(/is not well: \d+ checks, 2 findings, c-[0-9a-f]{16}\.$/);
	expect(JSON.parse((await run('doctor', test.url, '--json')).out)).toMatchObject({ ok: false });
	expect((await run('doctor', 'nowhere')).code).toBe(2);
});
