import { isApiError } from '@flotilla/api-client';
import { rolePermissions } from '@flotilla/contracts';
import type { LoadRemoteModule } from '@flotilla/federation';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createFaults } from './create-faults.ts';
import type { FaultSet } from './fault.ts';
import { createFaultSeam } from './fault-seam.ts';

type Role = keyof typeof rolePermissions;

const createSession = (first: Role | null) => {
	const listeners = new Set<() => void>();
	let role = first;
	return {
		store: {
			getState: () => ({ permissions: role === null ? [] : rolePermissions[role] }),
			subscribe(listener: () => void) {
				listeners.add(listener);
				return () => listeners.delete(listener);
			},
		},
		become(next: Role | null) {
			role = next;
			for (const listener of [...listeners]) listener();
		},
	};
};

const createKept = (first: FaultSet | string | null = null) => {
	let text = first === null || typeof first === 'string' ? first : JSON.stringify(first);
	return {
		read: () => text,
		write(next: string | null) {
			text = next;
		},
	};
};

interface SetUp {
	as?: Role | null;
	kept?: ReturnType<typeof createKept>;
	/** What chance says, time after time. */
	random?: () => number;
}

const setUp = ({ as = 'admin', kept = createKept(), random = () => 0 }: SetUp = {}) => {
	const close = vi.fn();
	const openSocket = vi.fn(() => ({ close }) as never);
	const seam = createFaultSeam({ openSocket });
	const session = createSession(as);
	const faults = createFaults({ seam, session, kept, random });
	const start = vi.fn(() => ({ Page: () => null }));
	const load = seam.wrapLoader((async () => ({ start })) as LoadRemoteModule);
	const loadUsers = () => load({ name: 'users', entry: '/users.js', attempt: 0 });
	const ask = (signal = new AbortController().signal) =>
		seam.environment.beforeRequest({ method: 'GET', path: '/users' }, signal);
	return { seam, session, faults, kept, close, openSocket, start, loadUsers, ask };
};

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('without faults everything passes in the same turn', async () => {
	const { seam, ask, loadUsers, openSocket, start } = setUp();
	expect(seam.isOn()).toBe(false);
	expect(ask()).toBeUndefined();
	seam.environment.createSocket('ws://test');
	expect(openSocket).toHaveBeenCalledOnce();
	expect((await loadUsers()).start).toBe(start);
});

test('a slow API answers later, and not to who gave up', async () => {
	const { faults, ask } = setUp();
	faults.set('api', { kind: 'slow', milliseconds: 500 });
	const settled = vi.fn();
	void ask()?.then(settled);
	await vi.advanceTimersByTimeAsync(499);
	expect(settled).not.toHaveBeenCalled();
	await vi.advanceTimersByTimeAsync(1);
	expect(settled).toHaveBeenCalledOnce();

	const caller = new AbortController();
	const given = ask(caller.signal);
	caller.abort(new Error('given up'));
	await expect(given).rejects.toThrow('given up');
	expect(vi.getTimerCount()).toBe(0);
});

test('a failing API answers with an error of the server, as often as it is told', async () => {
	const chances = [0.29, 0.3];
	const { faults, ask } = setUp({ random: () => chances.shift() ?? 1 });
	faults.set('api', { kind: 'failing', share: 0.3 });
	const error: unknown = await ask()?.catch((thrown: unknown) => thrown);
	expect(isApiError(error) && [error.status, error.code, error.request.path]).toEqual([
		500,
		'INTERNAL_ERROR',
		'/users',
	]);
	expect(ask()).toBeUndefined();
});

test('an API that is offline takes the socket with it', async () => {
	const { seam, faults, ask, close } = setUp();
	seam.environment.createSocket('ws://test');
	faults.set('api', { kind: 'offline' });
	await expect(ask()).rejects.toThrow(TypeError);
	expect(close).toHaveBeenCalledOnce();
	expect(() => seam.environment.createSocket('ws://test')).toThrow('A fault keeps sockets');
});

test('a socket is cut once, and opens again without the fault', () => {
	const { seam, faults, close } = setUp();
	seam.environment.createSocket('ws://test');
	faults.set('socket', { kind: 'offline' });
	faults.set('remote:users', { kind: 'offline' });
	expect(close).toHaveBeenCalledOnce();
	faults.set('socket', null);
	expect(() => seam.environment.createSocket('ws://test')).not.toThrow();
});

test('a remote that is offline does not arrive, and no other is touched', async () => {
	const { faults, loadUsers, start } = setUp();
	faults.set('remote:files', { kind: 'offline' });
	expect((await loadUsers()).start).toBe(start);
	faults.set('remote:users', { kind: 'offline' });
	await expect(loadUsers()).rejects.toThrow('keeps the code of users from arriving');
});

test('a slow remote arrives later', async () => {
	const { faults, loadUsers } = setUp();
	faults.set('remote:users', { kind: 'slow', milliseconds: 1_000 });
	const settled = vi.fn();
	void loadUsers().then(settled);
	await vi.advanceTimersByTimeAsync(999);
	expect(settled).not.toHaveBeenCalled();
	await vi.advanceTimersByTimeAsync(1);
	expect(settled).toHaveBeenCalledOnce();
});

test('a failing remote arrives and does not start', async () => {
	const { faults, loadUsers, start } = setUp();
	faults.set('remote:users', { kind: 'failing', share: 1 });
	const module = await loadUsers();
	expect(() => module.start({} as never)).toThrow('A fault keeps users from starting');
	expect(start).not.toHaveBeenCalled();
	faults.reset();
	expect((await loadUsers()).start).toBe(start);
});

test('nobody without the permission sets a fault, and nothing changes', () => {
	for (const as of ['manager', 'member', 'viewer', null] as const) {
		const { faults, seam } = setUp({ as });
		expect(() => faults.set('api', { kind: 'offline' })).toThrow(
			expect.objectContaining({ name: 'FaultError', code: 'FAULT_NOT_ALLOWED' }),
		);
		expect(() => faults.keep(true)).toThrow(expect.objectContaining({ code: 'FAULT_NOT_ALLOWED' }));
		expect([faults.current(), seam.isOn()]).toEqual([{}, false]);
	}
});

test.each([
	['api', { kind: 'slow', milliseconds: 0 }],
	['api', { kind: 'slow', milliseconds: 60_001 }],
	['api', { kind: 'failing', share: 0 }],
	['api', { kind: 'failing', share: 1.1 }],
	['api', { kind: 'gone' }],
	['socket', { kind: 'slow', milliseconds: 10 }],
	['remote:', { kind: 'offline' }],
	['everything', { kind: 'offline' }],
] as const)('for %s, %j is no fault', (target, fault) => {
	const { faults } = setUp();
	expect(() => faults.set(target as 'api', fault as never)).toThrow(expect.objectContaining({ code: 'FAULT_INVALID' }));
	expect(faults.current()).toEqual({});
});

test('faults end when the person signs out, or gets another role', () => {
	for (const next of [null, 'member'] as const) {
		const { faults, seam, session, kept } = setUp();
		faults.set('api', { kind: 'offline' });
		faults.keep(true);
		session.become(next);
		expect([faults.current(), faults.isKept(), seam.isOn(), kept.read()]).toEqual([{}, false, false, null]);
	}
});

test('a reload keeps faults for who ticked that, and for nobody else', () => {
	const { faults, kept } = setUp();
	faults.set('remote:users', { kind: 'failing', share: 0.5 });
	expect(kept.read()).toBeNull();
	faults.keep(true);

	const after = setUp({ kept });
	expect(after.faults.current()).toEqual({ 'remote:users': { kind: 'failing', share: 0.5 } });
	expect([after.faults.isKept(), after.seam.isOn()]).toEqual([true, true]);
	after.faults.reset();
	expect(kept.read()).toBeNull();
});

test('who comes to a tab where somebody else kept faults has none, and they are forgotten', () => {
	const kept = createKept({ api: { kind: 'offline' } });
	const { faults, seam } = setUp({ as: 'member', kept });
	expect([faults.current(), seam.isOn(), kept.read()]).toEqual([{}, false, null]);
});

test.each(['no JSON', '[]', '{"api":{"kind":"slow","milliseconds":1e9},"../x":{"kind":"offline"}}', 'null'])(
	'what was kept and is no fault is nothing: %s',
	(text) => {
		const { faults, seam } = setUp({ kept: createKept(text) });
		expect([faults.current(), seam.isOn()]).toEqual([{}, false]);
	},
);

test('listeners hear of what changes, until they stop', () => {
	const { faults, seam } = setUp();
	const [heard, heardSeam] = [vi.fn(), vi.fn()];
	const stop = faults.subscribe(heard);
	seam.subscribe(heardSeam);
	faults.set('api', { kind: 'offline' });
	const before = faults.current();
	expect(faults.current()).toBe(before);
	stop();
	faults.reset();
	expect([heard.mock.calls.length, heardSeam.mock.calls.length]).toEqual([1, 2]);
});
