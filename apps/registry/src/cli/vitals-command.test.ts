import { afterAll, beforeAll, expect, it } from 'vitest';
import { remoteBuild, shellBuild } from '../testing/build-folders.ts';
import { runCli } from '../testing/run-cli.ts';
import { startTestRegistry, type TestRegistry } from '../testing/start-test-registry.ts';

let test: TestRegistry;
beforeAll(async () => {
	test = await startTestRegistry({ beaconsPerMinute: 0 });
	await test.publish(shellBuild(), '1.0.0');
	await test.publish(remoteBuild(), '1.0.0');
});
afterAll(() => test.dispose());

const run = (...args: string[]) => runCli(test, args);

const tell = async (vitals: Record<string, number>, pages: number) => {
	const { compositionId } = await test.client.channel('production');
	const app = { app: 'users', sessions: 1, failingSessions: 0, loads: 1, loadFailures: 0, uncaughtErrors: 0 };
	for (let page = 0; page < pages; page += 1) {
		const body = { compositionId, apps: [app], vitals: { app: 'users', ...vitals } };
		expect((await test.send('POST', 'beacons', body, { authorization: '' })).status).toBe(204);
	}
};

it('vitals says so while no page has told any', async () => {
	expect(await run('vitals')).toMatchObject({ code: 0, out: expect.stringContaining('BEACONS=always') });
});

it('vitals shows each build against the one before', async () => {
	await tell({ lcp: 1_000, inp: 50, cls: 0 }, 3);
	await test.publish(remoteBuild({ text: 'slow' }), '1.1.0');
	await tell({ lcp: 4_500, inp: 300 }, 3);
	const { code, out } = await run('vitals', 'users', '--minimum-pages', '3');
	expect(code).toBe(0);
	const [head, next, former] = out.split('\n');
	expect(head).toMatch(/^APP +VERSION +SINCE +PAGES +LCP +INP +CLS/);
	expect(next).toMatch(/^users +1\.1\.0 +\S+ \S+ +3 +4\d{3} ms \(\+3\d{3}\) !! +\d{3} ms \(\+2\d\d\) ! +-/);
	expect(former).toMatch(/^users +1\.0\.0 +\S+ \S+ +3 +\d{3,4} ms +\d\d ms +0/);
	expect((await run('vitals', 'files')).out).toContain('No page of production');
	expect((await run('vitals', '--by', 'composition')).out).toMatch(/c-[0-9a-f]{16}/);
	expect(JSON.parse((await run('vitals', '--json')).out)).toMatchObject([
		{ app: 'users', version: '1.1.0', vitals: { lcp: { pages: 3, rating: 'poor', difference: null }, cls: null } },
		{ version: '1.0.0' },
	]);
});

it('vitals refuses what it does not know', async () => {
	expect((await run('vitals', '--by', 'page')).code).toBe(2);
	expect((await run('vitals', '--days', '0')).notes).toContain('VALIDATION_FAILED');
	expect((await test.send('GET', 'channels/production/vitals', undefined, { authorization: '' })).status).toBe(401);
});
