import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { dropUnderLoad } from '../testing/drop-under-load.ts';
import { type StartedApi, startApi } from '../testing/start-api.ts';

let started: StartedApi;
beforeAll(async () => {
	started = await startApi({ streamRetry: 5, heartbeatInterval: 100 });
});
afterAll(() => started.stop());

/** Mulberry32: the same numbers for the same seed, so that a failure can be had again. */
const randomOf = (seed: number) => () => {
	seed = (seed + 0x6d2b79f5) | 0;
	let mixed = Math.imul(seed ^ (seed >>> 15), seed | 1);
	mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
	return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
};

it('whenever connections break, every socket and stream gets every event of its topic, in order and once', async () => {
	await fc.assert(
		fc.asyncProperty(fc.integer(), async (seed) => {
			const clients = 3;
			const result = await dropUnderLoad({ started, events: 150, clients, random: randomOf(seed) });
			expect(result.written).toHaveLength(150);
			for (const received of result.received) expect(received).toEqual(result.written);
			// Otherwise it has shown nothing.
			expect(result.connections).toBeGreaterThan(2 * clients);
		}),
		{ numRuns: 3 },
	);
}, 60_000);
