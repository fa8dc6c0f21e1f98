import type { ComposedRemote } from '@flotilla/contracts';
import { buildComposedRemote, buildComposition } from '@flotilla/testing';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createFederation, type FederationOptions } from './create-federation.ts';
import type { LoadRemoteModule, RemoteContext, RunningRemote, StartRemote } from './remote.ts';
import type { RemoteError } from './remote-error.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const Page = () => null;
const running: RunningRemote = { Page };

interface Setup extends Partial<FederationOptions> {
	start?: StartRemote;
}

/** A federation of `notes` 1.2.0 and `users`, with everything that it reported and asked for. */
const setUp = ({ start = () => running, ...options }: Setup = {}) => {
	const asked: Parameters<LoadRemoteModule>[0][] = [];
	const lives: AbortSignal[] = [];
	const started: string[] = [];
	const failed: { remote: ComposedRemote; error: RemoteError }[] = [];
	const { loadModule = async () => ({ start }), ...rest } = options;
	const federation = createFederation({
		composition: buildComposition({
			remotes: [
				buildComposedRemote({ name: 'notes', title: 'Notes' }, { version: '1.2.0', entry: '/assets/notes.js' }),
				buildComposedRemote({ name: 'users' }),
			],
		}),
		loadModule(address) {
			asked.push(address);
			return loadModule(address);
		},
		createContext(remote) {
			lives.push(remote.signal);
			// What else a remote is given does not matter to the federation.
			return remote as RemoteContext;
		},
		onStarted: ({ app }) => started.push(app),
		onFailed: (remote, error) => failed.push({ remote, error }),
		...rest,
	});
	return { federation, asked, lives, started, failed };
};

const never = <T>() => new Promise<T>(() => {});

describe('finding a remote by the address', () => {
	const { federation } = setUp();

	it.each([
		['/users', 'users'],
		['/users/', 'users'],
		['/users/42/files', 'users'],
		['/usersx', undefined],
		['/user', undefined],
		['/Users', undefined],
		['/x/users', undefined],
		['/', undefined],
	])('%s belongs to %s', (path, app) => {
		expect(federation.match(path)?.app).toBe(app);
	});

	it('refuses a name that the composition does not have', () => {
		expect(() => federation.start('ghosts')).toThrow(new RangeError('The composition has no remote named ghosts'));
	});
});

describe('preparing', () => {
	it('starts a remote that is likely to be wanted, once', async () => {
		const { federation, asked, started } = setUp();
		await Promise.all([federation.prepare('notes'), federation.prepare('notes')]);
		await federation.prepare('notes');
		expect(federation.state('notes').status).toBe('running');
		expect(asked).toHaveLength(1);
		expect(started).toEqual(['notes']);
	});

	it('leaves a first try to who opens a remote that could not be prepared, by another address', async () => {
		const loadModule = vi.fn<LoadRemoteModule>().mockRejectedValueOnce(new Error('gone'));
		loadModule.mockResolvedValueOnce({ start: () => running });
		const { federation, asked, failed } = setUp({ loadModule });
		await federation.prepare('notes');
		expect(federation.state('notes')).toEqual({ status: 'idle' });
		expect(failed).toHaveLength(1);
		expect((await federation.start('notes')).status).toBe('running');
		expect(asked.map(({ attempt }) => attempt)).toEqual([0, 1]);
	});

	it('hides no failure from who has the page open by then', async () => {
		const { federation } = setUp({ loadModule: () => Promise.reject(new Error('gone')) });
		const preparing = federation.prepare('notes');
		federation.hold('notes');
		await preparing;
		expect(federation.state('notes').status).toBe('failed');
	});
});

describe('starting', () => {
	it('loads and starts once, however many ask', async () => {
		const start = vi.fn(() => running);
		const { federation, asked, started } = setUp({ start });
		const together = await Promise.all([federation.start('notes'), federation.start('notes')]);
		const later = await federation.start('notes');
		expect([...together, later]).toEqual(Array(3).fill({ status: 'running', running }));
		expect(asked).toMatchObject([{ name: 'notes', entry: '/assets/notes.js', attempt: 0 }]);
		expect(start).toHaveBeenCalledOnce();
		expect(started).toEqual(['notes']);
	});

	it('gives a remote its name, its version and a signal of its own', async () => {
		const contexts: RemoteContext[] = [];
		const { federation } = setUp({
			start(context) {
				contexts.push(context);
				return running;
			},
		});
		await federation.start('notes');
		await federation.start('users');
		expect(contexts).toMatchObject([
			{ name: 'notes', version: '1.2.0' },
			{ name: 'users', version: '1.0.0' },
		]);
		expect(contexts[0]?.signal).not.toBe(contexts[1]?.signal);
		expect(contexts[0]?.signal.aborted).toBe(false);
	});

	it('tells whoever listens of every change, until they leave', async () => {
		const { federation } = setUp();
		const seen: string[] = [];
		const leave = federation.subscribe(() => seen.push(federation.state('notes').status));
		expect(federation.state('notes')).toEqual({ status: 'idle' });
		await federation.start('notes');
		leave();
		await federation.start('users');
		expect(seen).toEqual(['starting', 'running']);
	});

	it('leaves no timer behind', async () => {
		const { federation } = setUp();
		await federation.start('notes');
		expect(vi.getTimerCount()).toBe(0);
	});
});

describe('a remote that does not start', () => {
	const failures: [what: string, setup: Setup, phase: 'load' | 'start', wait: number, cause: string][] = [
		['whose code is not there', { loadModule: () => Promise.reject(new Error('404')) }, 'load', 0, '404'],
		['whose code does not come', { loadModule: never, loadTimeout: 700 }, 'load', 700, 'No answer within 700 ms'],
		[
			'whose start throws',
			{
				start: () => {
					throw new Error('thrown');
				},
			},
			'start',
			0,
			'thrown',
		],
		['whose start rejects', { start: () => Promise.reject(new Error('rejected')) }, 'start', 0, 'rejected'],
		['whose start never settles', { start: never, startTimeout: 900 }, 'start', 900, 'No answer within 900 ms'],
	];

	it.each(failures)('%s fails, and nobody else', async (_what, setup, phase, wait, cause) => {
		const { federation, failed, started } = setUp(setup);
		const settled = federation.start('notes');
		if (wait > 0) {
			await vi.advanceTimersByTimeAsync(wait - 1);
			expect(federation.state('notes').status).toBe('starting');
			await vi.advanceTimersByTimeAsync(1);
		}
		const state = await settled;
		expect(state).toMatchObject({
			status: 'failed',
			error: {
				name: 'RemoteError',
				code: 'REMOTE_FAILED',
				remote: 'notes',
				version: '1.2.0',
				phase,
				message: `Notes could not be ${phase === 'load' ? 'loaded' : 'started'}.`,
				cause: { message: cause },
			},
		});
		expect(failed).toEqual([{ remote: federation.find('notes'), error: state.status === 'failed' && state.error }]);
		expect(started).toEqual([]);
		expect(federation.state('users')).toEqual({ status: 'idle' });
		expect(vi.getTimerCount()).toBe(0);
	});

	it('waits 15 s for the code and 10 s for the start where nothing else is said', async () => {
		const slowCode = setUp({ loadModule: never });
		const slowStart = setUp({ start: never });
		const settled = [slowCode.federation.start('notes'), slowStart.federation.start('notes')];
		await vi.advanceTimersByTimeAsync(9_999);
		expect(slowStart.federation.state('notes').status).toBe('starting');
		await vi.advanceTimersByTimeAsync(5_000);
		expect(slowStart.federation.state('notes').status).toBe('failed');
		expect(slowCode.federation.state('notes').status).toBe('starting');
		await vi.advanceTimersByTimeAsync(1);
		expect(await Promise.all(settled)).toMatchObject([{ status: 'failed' }, { status: 'failed' }]);
	});

	it('has its life ended, with the reason', async () => {
		const { federation, lives } = setUp({ start: () => Promise.reject(new Error('no')) });
		const state = await federation.start('notes');
		expect(lives[0]?.aborted).toBe(true);
		expect(lives[0]?.reason).toBe(state.status === 'failed' && state.error);
	});

	it('changes nothing by an answer after its time', async () => {
		const late = Promise.withResolvers<RunningRemote>();
		const { federation, started } = setUp({ start: () => late.promise, startTimeout: 10 });
		const settled = federation.start('notes');
		await vi.advanceTimersByTimeAsync(10);
		await settled;
		late.resolve(running);
		await vi.advanceTimersByTimeAsync(0);
		expect(federation.state('notes').status).toBe('failed');
		expect(started).toEqual([]);
	});

	it('is loaded from another address with each further attempt, in a new life', async () => {
		const outcomes = [Promise.reject(new Error('1')), Promise.reject(new Error('2')), Promise.resolve(running)];
		for (const outcome of outcomes) outcome.catch(() => {});
		const { federation, asked, lives } = setUp({ start: () => outcomes.shift() ?? running });
		const states = [];
		for (let index = 0; index < 3; index += 1) states.push((await federation.start('notes')).status);
		expect(states).toEqual(['failed', 'failed', 'running']);
		expect(asked.map(({ attempt }) => attempt)).toEqual([0, 1, 2]);
		expect(lives.map(({ aborted }) => aborted)).toEqual([true, true, false]);
		await federation.start('users');
		expect(asked.at(-1)).toMatchObject({ name: 'users', attempt: 0 });
	});
});

describe('stopping all', () => {
	it('ends every life; the next use begins another', async () => {
		const { federation, lives, asked } = setUp();
		await federation.start('notes');
		await federation.start('users');
		federation.stopAll();
		expect(lives.map(({ aborted }) => aborted)).toEqual([true, true]);
		expect(federation.state('notes')).toEqual({ status: 'idle' });
		expect(await federation.start('notes')).toEqual({ status: 'running', running });
		expect(asked).toHaveLength(3);
		expect(lives[2]?.aborted).toBe(false);
	});

	it.each(['resolves', 'rejects'])('forgets a start that %s afterwards', async (how) => {
		const slow = Promise.withResolvers<RunningRemote>();
		const { federation, started, failed } = setUp({ start: () => slow.promise });
		const first = federation.start('notes');
		await vi.advanceTimersByTimeAsync(0);
		federation.stopAll();
		if (how === 'resolves') slow.resolve(running);
		else slow.reject(new Error('too late'));
		expect(await first).toEqual({ status: 'idle' });
		expect(federation.state('notes')).toEqual({ status: 'idle' });
		expect([started, failed]).toEqual([[], []]);
	});

	it('lets a new start go its way while the old one is still open', async () => {
		const starts: PromiseWithResolvers<RunningRemote>[] = [];
		const { federation, started } = setUp({
			start() {
				const next = Promise.withResolvers<RunningRemote>();
				starts.push(next);
				return next.promise;
			},
		});
		const former = federation.start('notes');
		await vi.advanceTimersByTimeAsync(0);
		federation.stopAll();
		const latter = federation.start('notes');
		await vi.advanceTimersByTimeAsync(0);
		starts[0]?.resolve({ ...running });
		await former;
		expect(federation.state('notes').status).toBe('starting');
		expect(federation.start('notes')).toBe(latter);
		starts[1]?.resolve(running);
		expect(await latter).toEqual({ status: 'running', running });
		expect(started).toEqual(['notes']);
	});
});

describe('a running remote that throws', () => {
	it('has failed, and starts again from the code that is here', async () => {
		const { federation, lives, failed, asked } = setUp();
		await federation.start('notes');
		federation.reportRenderFailure('notes', new Error('broken row'));
		expect(federation.state('notes')).toMatchObject({
			status: 'failed',
			error: { phase: 'render', message: 'Notes stopped working.', version: '1.2.0', cause: { message: 'broken row' } },
		});
		expect(failed).toHaveLength(1);
		expect(lives[0]?.aborted).toBe(true);
		expect((await federation.start('notes')).status).toBe('running');
		expect(asked.map(({ attempt }) => attempt)).toEqual([0, 0]);
	});

	it('in two places at once has failed once', async () => {
		const { federation, failed } = setUp();
		await federation.start('notes');
		federation.reportRenderFailure('notes', new Error('first'));
		federation.reportRenderFailure('notes', new Error('second'));
		expect(failed.map(({ error }) => (error.cause as Error).message)).toEqual(['first']);
	});

	it('is forgotten when it has been stopped meanwhile', async () => {
		const { federation, failed } = setUp();
		await federation.start('notes');
		federation.stopAll();
		federation.reportRenderFailure('notes', new Error('on its way out'));
		expect(federation.state('notes')).toEqual({ status: 'idle' });
		expect(failed).toEqual([]);
	});
});
