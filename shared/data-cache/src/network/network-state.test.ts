import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { createNetworkState } from './create-network-state.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const lost = { status: 0, code: 'NETWORK_ERROR' };
const answered = { status: 200, code: null };

const start = ({ online = true } = {}) => {
	const callbacks = new Set<() => void>();
	const device = { online };
	const server = { isThere: true, hangs: false, probes: 0 };
	const network = createNetworkState({
		device: {
			isOnline: () => device.online,
			onChange(callback) {
				callbacks.add(callback);
				return () => callbacks.delete(callback);
			},
		},
		probe: async () => {
			server.probes += 1;
			if (server.hangs) await new Promise(() => {});
			return server.isThere;
		},
		random: () => 0,
	});
	onTestFinished(() => network.dispose());
	const seen: string[] = [];
	network.onChange(({ from, to }) => seen.push(`${from} -> ${to}`));
	return {
		network,
		server,
		seen,
		callbacks,
		switchDevice(isOnline: boolean) {
			device.online = isOnline;
			for (const callback of callbacks) callback();
		},
		/** Lets what is on its way arrive. */
		settle: () => vi.advanceTimersByTimeAsync(0),
	};
};

describe('the network', () => {
	it('is offline when the device says so, and asked for when it says otherwise', async () => {
		const { network, switchDevice, seen, settle } = start();
		expect(network.state).toBe('online');
		switchDevice(false);
		expect([network.state, network.isOnline()]).toEqual(['offline', false]);
		switchDevice(true);
		expect(network.state).toBe('unreachable');
		await settle();
		expect(seen).toEqual(['online -> offline', 'offline -> unreachable', 'unreachable -> online']);
	});

	it('is unreachable when calls fail in a row, whatever the device believes', async () => {
		const { network, server } = start();
		server.isThere = false;
		network.report(lost);
		expect(network.state).toBe('online');
		network.report({ status: 0, code: 'TIMEOUT' });
		expect(network.state).toBe('unreachable');
	});

	it('is not unreachable for one lost call among others', () => {
		const { network } = start();
		for (let round = 0; round < 5; round += 1) {
			network.report(lost);
			network.report({ status: 404, code: 'NOT_FOUND' });
		}
		expect(network.state).toBe('online');
	});

	it.each([
		[{ status: 502, code: 'UPSTREAM_UNAVAILABLE' }],
		[{ status: 504, code: 'UPSTREAM_UNAVAILABLE' }],
		[{ status: 0, code: 'RESPONSE_INVALID' }],
		[{ status: 200, code: 'RESPONSE_INVALID' }],
	])('takes %o for nobody there', (attempt) => {
		const { network } = start();
		network.report(attempt);
		network.report(attempt);
		expect(network.state).toBe('unreachable');
	});

	it.each(['ABORTED', 'CIRCUIT_OPEN', 'URL_REFUSED'])('learns nothing from %s: nothing was sent', (code) => {
		const { network } = start();
		for (let round = 0; round < 5; round += 1) network.report({ status: 0, code });
		expect(network.state).toBe('online');
	});

	it('is asked with growing waits, and back when something answers', async () => {
		const { network, server, settle } = start();
		const back = vi.fn();
		network.onOnline(back);
		server.isThere = false;
		network.report(lost);
		network.report(lost);
		await settle();
		const counts = [server.probes];
		for (const wait of [500, 1000, 2000, 4000, 8000, 15_000, 15_000]) {
			await vi.advanceTimersByTimeAsync(wait - 1);
			counts.push(server.probes);
			await vi.advanceTimersByTimeAsync(1);
		}
		expect(counts).toEqual([1, 1, 2, 3, 4, 5, 6, 7]);
		server.isThere = true;
		await vi.advanceTimersByTimeAsync(15_000);
		expect(network.state).toBe('online');
		expect(back).toHaveBeenCalledTimes(1);
		await vi.advanceTimersByTimeAsync(120_000);
		expect(server.probes).toBe(9);
	});

	it('that swallows the probe is asked again', async () => {
		const { network, server } = start();
		server.hangs = true;
		network.report(lost);
		network.report(lost);
		await vi.advanceTimersByTimeAsync(5000);
		expect([server.probes, network.state]).toEqual([1, 'unreachable']);
		server.hangs = false;
		await vi.advanceTimersByTimeAsync(500);
		expect(network.state).toBe('online');
	});

	it('is back as soon as a real call is answered, and the late word of a probe is not heard', async () => {
		const { network, server, seen } = start();
		server.isThere = false;
		network.report(lost);
		network.report(lost);
		network.report(answered);
		await vi.advanceTimersByTimeAsync(60_000);
		expect(seen).toEqual(['online -> unreachable', 'unreachable -> online']);
		expect(server.probes).toBe(1);
	});

	it('leaves no timer and no listener behind', async () => {
		const { network, server, callbacks, settle } = start();
		server.isThere = false;
		network.report(lost);
		network.report(lost);
		await settle();
		expect(vi.getTimerCount()).toBe(1);
		network.dispose();
		expect([vi.getTimerCount(), callbacks.size]).toEqual([0, 0]);
	});
});
