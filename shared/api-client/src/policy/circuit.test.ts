import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type ApiClientOptions, createApiClient } from '../create-api-client.ts';
import { failureOf } from '../testing/failure-of.ts';
import type { CircuitStatus } from './circuit.ts';

const now = Date.parse('2026-01-05T09:00:00.000Z');
beforeEach(() => vi.useFakeTimers({ now, toFake: ['Date'] }));
afterEach(() => vi.useRealTimers());

/** A client before a server that does what `answer` says at the moment. */
const start = (options: ApiClientOptions = {}) => {
	const server = {
		answer: (_request: Request): Response | Promise<Response> => status(200),
		count: 0,
	};
	const changes: CircuitStatus[] = [];
	const arrivals = new Map<number, () => void>();
	const client = createApiClient({
		baseURL: 'http://flotilla.test/api',
		retry: { retries: 0 },
		circuit: { failures: 3 },
		fetch: async (request) => {
			server.count += 1;
			arrivals.get(server.count)?.();
			return server.answer(request);
		},
		...options,
	});
	client.circuit.onChange((change) => changes.push(change));
	const fail = async (times: number, code = 503) => {
		server.answer = () => status(code);
		for (let index = 0; index < times; index += 1) await failureOf(client.get('/thing'));
	};
	/** Resolves when so many requests have come to the server; to be called before the last of them does. */
	const arrived = (count: number) => new Promise<void>((resolve) => void arrivals.set(count, resolve));
	/** Resolves at the next change to this state. */
	const changed = (state: CircuitStatus['state']) =>
		new Promise<void>((resolve) => {
			client.circuit.onChange((circuit) => {
				if (circuit.state === state) resolve();
			});
		});
	return { client, server, changes, fail, arrived, changed };
};

const status = (code: number, headers: Record<string, string> = {}): Response => {
	const isOk = code < 400;
	const meta = { timestamp: '2026-01-05T09:00:00.000Z', requestId: 'request-1' };
	const body = isOk
		? { data: code, success: true, meta }
		: { data: null, success: false, code: 'NOT_READY', message: 'No.', meta };
	return Response.json(body, { status: code, headers });
};
/** A network holds what it sends; nothing else does, and what nobody holds is never told that it was given up. */
const onTheWire = new Set<Request>();
/** As the network does it: silent until it is given up. */
const never = (request: Request) =>
	new Promise<Response>((_resolve, reject) => {
		onTheWire.add(request);
		request.signal.addEventListener('abort', () => {
			onTheWire.delete(request);
			reject(request.signal.reason);
		});
	});
const unreachable = () => {
	throw new TypeError('fetch failed');
};

describe('the circuit', () => {
	it('opens after so many failures in a row, and then nothing is sent', async () => {
		const { client, server, changes, fail } = start();
		await fail(3);
		expect(changes).toEqual([{ state: 'open', retryAt: '2026-01-05T09:00:02.000Z' }]);
		vi.setSystemTime(now + 500);
		expect(await failureOf(client.get('/thing'))).toMatchObject({
			code: 'CIRCUIT_OPEN',
			kind: 'circuit-open',
			category: 'network',
			status: 0,
			isRetryable: true,
			retryAfter: 1.5,
			retryAt: '2026-01-05T09:00:02.000Z',
			request: { method: 'GET', path: '/thing' },
		});
		expect(server.count).toBe(3);
	});

	it('counts lost connections and answers that came too late', async () => {
		const { client, server } = start({ timeout: 20 });
		server.answer = unreachable;
		await failureOf(client.get('/thing'));
		server.answer = never;
		expect(await failureOf(client.get('/thing'))).toMatchObject({ code: 'TIMEOUT' });
		server.answer = () => status(500);
		await failureOf(client.get('/thing'));
		expect(client.circuit.state).toBe('open');
	});

	it.each([400, 401, 403, 404, 409, 422, 429])('never counts a %i, which shows that the server works', async (code) => {
		const { client, fail } = start();
		await fail(2);
		await fail(9, code);
		await fail(2);
		expect(client.circuit.state).toBe('closed');
	});

	it('begins to count anew after a success', async () => {
		const { client, server, fail } = start();
		await fail(2);
		server.answer = () => status(200);
		await client.get('/thing');
		await fail(2);
		expect(client.circuit.state).toBe('closed');
	});

	it('does not count calls that were given up', async () => {
		const { client, server } = start();
		server.answer = never;
		for (let index = 0; index < 5; index += 1) {
			const leaving = new AbortController();
			const call = failureOf(client.get('/thing', { signal: leaving.signal }));
			leaving.abort();
			expect(await call).toMatchObject({ code: 'ABORTED' });
		}
		expect(client.circuit.state).toBe('closed');
	});

	it('lets one probe through when its time is over; the others wait for what it tells', async () => {
		const { client, server, changes, fail, arrived } = start();
		await fail(3);
		vi.setSystemTime(now + 2000);
		const probed = arrived(4);
		let release = (_response: Response) => {};
		server.answer = () =>
			new Promise<Response>((resolve) => {
				release = resolve;
			});
		const calls = Array.from({ length: 20 }, (_, index) => client.get(`/thing/${index}`));
		await probed;
		expect(client.circuit.state).toBe('half-open');
		server.answer = () => status(200);
		release(status(200));
		await Promise.all(calls);
		expect(server.count).toBe(3 + 20);
		expect(changes.map(({ state }) => state)).toEqual(['open', 'half-open', 'closed']);
	});

	it('refuses all who waited when the probe fails, and waits twice as long, up to the cap', async () => {
		const { client, server, changes, fail } = start({ circuit: { failures: 1, openFor: 1000, maximumOpenFor: 3000 } });
		await fail(1);
		for (const opened of [1000, 2000, 3000, 3000]) {
			vi.setSystemTime(Date.parse(client.circuit.retryAt ?? '') - 1);
			const before = server.count;
			expect(await failureOf(client.get('/thing'))).toMatchObject({ code: 'CIRCUIT_OPEN' });
			vi.setSystemTime(Date.now() + 1);
			const failures = await Promise.all(Array.from({ length: 5 }, () => failureOf(client.post('/thing'))));
			expect(failures.map(({ code }) => code).toSorted()).toEqual([...Array(4).fill('CIRCUIT_OPEN'), 'NOT_READY']);
			expect(server.count).toBe(before + 1);
			expect(changes.at(-1)?.state).toBe('open');
			const expected = Math.min(3000, opened * 2);
			expect(Date.parse(client.circuit.retryAt ?? '') - Date.now()).toBe(expected);
		}
	});

	it('stays open as long as the server asks', async () => {
		const { client, server } = start({ circuit: { failures: 1, openFor: 1000 } });
		server.answer = () => status(503, { 'retry-after': '12' });
		await failureOf(client.get('/thing'));
		expect(client.circuit.retryAt).toBe('2026-01-05T09:00:12.000Z');
	});

	it('takes the next call for the probe when the caller of the first gave it up', async () => {
		const { client, server, fail, arrived, changed } = start();
		await fail(3);
		vi.setSystemTime(now + 2000);
		server.answer = never;
		const probed = arrived(4);
		const leaving = new AbortController();
		const probe = failureOf(client.post('/thing', {}, { signal: leaving.signal }));
		await probed;
		const reopened = changed('open');
		leaving.abort();
		expect(await probe).toMatchObject({ code: 'ABORTED' });
		await reopened;
		server.answer = () => status(200);
		await client.get('/thing');
		expect(client.circuit.state).toBe('closed');
	});

	it('asks at once when somebody knows that the network is back', async () => {
		const { client, server, fail } = start();
		await fail(3);
		server.answer = () => status(200);
		client.circuit.retryNow();
		expect((await client.get('/thing')).data).toBe(200);
		expect(client.circuit.state).toBe('closed');
	});

	it('ends the retries of a call', async () => {
		const { client, server } = start({ retry: { baseDelay: 0 } });
		server.answer = unreachable;
		expect(await failureOf(client.get('/thing'))).toMatchObject({ code: 'CIRCUIT_OPEN' });
		expect(server.count).toBe(3);
	});

	it('is one per origin', async () => {
		const { client, server, changes, fail } = start();
		await fail(3);
		client.setBaseURL('http://other.test/api');
		expect(changes.at(-1)).toEqual({ state: 'closed', retryAt: null });
		server.answer = () => status(200);
		await client.get('/thing');
		client.setBaseURL('http://flotilla.test/elsewhere');
		expect(client.circuit.state).toBe('open');
	});

	it('can be turned off', async () => {
		const { server, fail } = start({ circuit: { failures: 0 } });
		await fail(30);
		expect(server.count).toBe(30);
	});

	it('tells until the listener leaves', async () => {
		const { client, fail } = start();
		const listener = vi.fn();
		const leave = client.circuit.onChange(listener);
		leave();
		await fail(3);
		expect(listener).not.toHaveBeenCalled();
	});
});
