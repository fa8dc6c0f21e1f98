import type { Composition } from '@flotilla/contracts';
import { createFederation, type RemoteContext } from '@flotilla/federation';
import { defineMessages } from '@flotilla/i18n';
import { buildComposedRemote, buildComposition, FakeFailure } from '@flotilla/testing';
import { afterEach, beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { runRemotes } from '../run-remotes.ts';
import { startPlatform } from '../testing/start-platform.ts';
import type { FailureReport } from './failure-report.ts';
import { reportFailures } from './report-failures.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** An error as a browser throws it from a file of an app. */
const errorFrom = (app: string, message = 'x is undefined') =>
	Object.assign(new TypeError(message), {
		stack: `TypeError: ${message}\n at commit (https://flotilla.test/assets/shell/react.1a2b.js:1:2)\n at save (https://flotilla.test/assets/${app}/page.3c4d.js:7:8)`,
	});

/** What a page runs, of which nothing is started. */
const federationOf = (composition: Composition) =>
	createFederation({
		composition,
		loadModule: () => Promise.reject(new Error('Nothing is loaded here.')),
		createContext: (remote) => remote as RemoteContext,
	});

const setUp = async ({ maximum }: { maximum?: number } = {}) => {
	const started = startPlatform({ role: 'admin' });
	const { platform, backend, server } = started;
	await platform.session.restore();
	const reports: FailureReport[] = [];
	const target = new EventTarget();
	const stop = reportFailures({
		bus: platform.bus,
		federation: federationOf({
			...buildComposition({
				remotes: [buildComposedRemote({ name: 'users', owner: 'team-people' }), buildComposedRemote({ name: 'files' })],
			}),
			id: 'composition-1',
		}),
		report: (report) => void reports.push(report),
		target,
		currentPath: () => '/users/42',
		...(maximum === undefined ? {} : { maximum }),
	});
	onTestFinished(() => {
		stop();
		platform.dispose();
	});
	return {
		platform,
		server,
		reports,
		stop,
		async failing(failure: FakeFailure | 'network') {
			backend.failNext('GET /files', failure);
			await platform.api.files.list().catch(() => {});
		},
		raise: (error: unknown) => target.dispatchEvent(Object.assign(new Event('error'), { error })),
		reject: (reason: unknown) => target.dispatchEvent(Object.assign(new Event('unhandledrejection'), { reason })),
	};
};

it('reports what the server failed at, with the request and whose page was open', async () => {
	const { failing, reports } = await setUp();
	await failing(new FakeFailure('INTERNAL_ERROR'));
	expect(reports).toMatchObject([
		{
			kind: 'api',
			code: 'INTERNAL_ERROR',
			request: { method: 'GET', path: '/files', status: 500, requestId: expect.any(String) },
			compositionId: 'composition-1',
			remote: { name: 'users', version: '1.0.0', owner: 'team-people' },
			page: '/users/42',
		},
	]);
});

it('does not report what is no fault of the server', async () => {
	const { failing, reports } = await setUp();
	await failing('network');
	await failing(new FakeFailure('FORBIDDEN'));
	await failing(new FakeFailure('VALIDATION_FAILED'));
	expect(reports).toEqual([]);
});

it('reports a remote that failed, with its owner', async () => {
	const { platform, reports } = await setUp();
	const failure = {
		remote: 'files',
		version: '1.2.0',
		owner: 'team-files',
		phase: 'render',
		message: 'stopped',
	} as const;
	platform.bus.emit('federation:remote-failed', failure);
	expect(reports).toMatchObject([
		{
			kind: 'remote',
			code: 'render',
			message: 'stopped',
			remote: { name: 'files', version: '1.2.0', owner: 'team-files' },
		},
	]);
});

it('reports what nobody caught, with the remote whose code threw', async () => {
	const { raise, reject, reports } = await setUp();
	raise(errorFrom('files'));
	reject(errorFrom('shell', 'of the shell'));
	reject('a word');
	expect(reports).toMatchObject([
		{ kind: 'uncaught', message: 'TypeError: x is undefined', remote: { name: 'files' }, stack: expect.any(String) },
		{ message: 'TypeError: of the shell', remote: null },
		{ message: 'a word', remote: null, stack: null },
	]);
});

it('reports an equal failure once a minute, and no more than its maximum a page', async () => {
	const { failing, raise, reports } = await setUp({ maximum: 3 });
	for (let time = 0; time < 5; time += 1) await failing(new FakeFailure('INTERNAL_ERROR'));
	expect(reports).toHaveLength(1);
	vi.advanceTimersByTime(60_000);
	await failing(new FakeFailure('INTERNAL_ERROR'));
	expect(reports).toHaveLength(2);
	for (let time = 0; time < 5; time += 1) raise(new Error(`another ${time}`));
	expect(reports).toHaveLength(3);
});

it('stops with the page, and is not stopped by whoever takes the reports', async () => {
	const { raise, reports, stop } = await setUp();
	stop();
	raise(new Error('too late'));
	expect(reports).toEqual([]);

	const { platform } = startPlatform();
	const target = new EventTarget();
	const report = vi.fn(() => {
		throw new Error('tracker is down');
	});
	const end = reportFailures({
		bus: platform.bus,
		federation: federationOf(buildComposition()),
		report,
		target,
		currentPath: () => '/',
	});
	onTestFinished(() => {
		end();
		platform.dispose();
	});
	for (const text of ['one', 'two'])
		target.dispatchEvent(Object.assign(new Event('error'), { error: new Error(text) }));
	expect(report).toHaveBeenCalledTimes(2);
});

it('hears of remotes that the platform runs', async () => {
	const reports: FailureReport[] = [];
	const { platform } = startPlatform({ role: 'admin' });
	onTestFinished(() => platform.dispose());
	vi.stubGlobal('window', Object.assign(new EventTarget(), { location: { pathname: '/notes' } }));
	onTestFinished(() => void vi.unstubAllGlobals());
	const federation = runRemotes({
		composition: buildComposition({ remotes: [buildComposedRemote({ name: 'notes' })] }),
		loadModule: () => Promise.reject(new Error('404')),
		platform: { ...platform, report: (report) => void reports.push(report) },
	});
	await federation.start('notes');
	expect(reports).toMatchObject([{ kind: 'remote', code: 'load', remote: { name: 'notes', owner: 'team-notes' } }]);
});

it('reports what the server sent and nobody could read, once a minute', async () => {
	const { server, reports } = await setUp();
	server.sendRaw('{"type":');
	server.sendRaw('{"type":');
	await vi.waitFor(() => expect(reports).toHaveLength(1));
	expect(reports[0]).toMatchObject({ kind: 'realtime', code: 'not-json', remote: null });
});

it('reports texts that did not come, once for all of a language', async () => {
	const { platform, reports } = await setUp();
	const missing = () => defineMessages({ hello: 'Hello' }, { de: () => Promise.reject(new TypeError('404')) });
	for (const catalogue of [missing(), missing()]) platform.i18n.translate(catalogue);
	await platform.i18n.setLanguage('de');
	expect(reports).toMatchObject([{ kind: 'texts', code: 'de', message: '404', remote: null }]);
});
