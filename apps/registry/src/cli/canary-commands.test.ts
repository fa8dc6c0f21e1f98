import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { remoteBuild, shellBuild } from '../testing/build-folders.ts';
import { runCli } from '../testing/run-cli.ts';
import { startTestRegistry, type TestRegistry } from '../testing/start-test-registry.ts';

let test: TestRegistry;
let folder: string;
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'flotilla-policy-'));
	test = await startTestRegistry();
	await test.publish(shellBuild(), '1.0.0');
	await test.publish(remoteBuild({ text: 'one' }), '1.0.0');
	await test.publish(remoteBuild({ text: 'two' }), '1.1.0', { channel: 'store' });
});
afterAll(async () => {
	await test.dispose();
	await rm(folder, { recursive: true });
});

const run = (...args: string[]) => runCli(test, args);

it('canary set, status and stop begin, show and end one', async () => {
	expect(await run('canary', 'status')).toMatchObject({ code: 0, out: 'No canary runs in production.' });
	expect(
		await run('canary', 'set', 'users', '1.1.0', '--percent', '5', '--cohort', 'beta', '--message', 'Try it'),
	).toEqual({
		code: 0,
		out: 'users 1.1.0 is on trial in production for 5 % of devices and the cohort beta, beside 1.0.0.',
		notes: '',
	});
	expect((await run('status')).out).toContain('users 1.1.0 is on trial for 5 % of devices and the cohort beta.');
	const { out } = await run('canary', 'status', 'users');
	expect(out).toContain('candidate 1.1.0: 0 of 0 sessions failed');
	expect(out).toContain('now: go-on. Each build needs 50 sessions first');
	expect(out).toMatch(/\dZ start by bootstrap: Try it/);
	const json = JSON.parse((await run('canary', 'status', '--json')).out);
	expect(json).toMatchObject([{ app: 'users', version: '1.1.0', percent: 5, cohort: 'beta', state: 'running' }]);
	expect(await run('canary', 'stop', 'users', '--message', 'Enough')).toMatchObject({
		code: 0,
		out: 'users 1.1.0 was stopped in production for 5 % of devices and the cohort beta, beside 1.0.0.',
	});
	expect(await run('canary', 'stop', 'users')).toMatchObject({ code: 1, notes: expect.stringContaining('NOT_FOUND') });
	expect((await run('canary', 'status', '--all')).out).toMatch(/stop by bootstrap: Enough/);
});

it('canary set takes its policy from a file, and says what is wrong with it', async () => {
	const policy = join(folder, 'policy.json');
	const set = () => run('canary', 'set', 'users', '1.1.0', '--percent', '10', '--policy', policy);
	await writeFile(policy, '{"harmfulDifference": 5, "minimumSessions": 200}');
	expect((await set()).code).toBe(0);
	const [canary] = await test.client.canaries('production');
	expect(canary?.policy).toEqual({
		harmfulDifference: 5,
		alpha: 0.005,
		beta: 0.005,
		minimumSessions: 200,
		maximumHours: 72,
	});
	await writeFile(policy, '{"harmfulDiference": 5}');
	expect(await set()).toMatchObject({ code: 1, notes: expect.stringContaining('harmfulDiference') });
	await writeFile(policy, '{');
	expect(await set()).toMatchObject({ code: 2, notes: expect.stringContaining('cannot be read') });
});

it('wrong usage ends with 2', async () => {
	expect((await run('canary', 'set', 'users', '1.1.0')).code).toBe(2);
	expect((await run('canary', 'set', 'users', '1.1.0', '--percent', '101')).code).toBe(2);
	expect((await run('canary', 'set', 'users', '1.1.0', '--percent', '0.123')).code).toBe(2);
});

it('promoting by hand says that the canary is over', async () => {
	const { out } = await run('promote', 'users', '1.1.0');
	expect(out).toContain('The canary of users 1.1.0 is over (promoted): bootstrap promoted it by hand.');
});
