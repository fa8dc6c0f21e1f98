import { createEventBus } from '@flotilla/event-bus';
import { bareMitt } from '../../../shared/event-bus/src/testing/bare-mitt.ts';
import { type CpuComparison, compareCpu } from './compare-cpu.ts';

export interface BenchEmitOptions {
	rounds: number;
	seed: number;
	/** Events of a measurement. Default 200000. */
	times?: number;
}

const handlers = 10;
const payload = { reason: 'An event of the bench.' };

/** What an event to ten handlers costs: the bus of the suite against bare mitt. */
export const benchEmit = async ({ rounds, seed, times = 200_000 }: BenchEmitOptions): Promise<CpuComparison[]> => {
	let heard = 0;
	const hear = (): void => {
		heard += 1;
	};
	const bus = createEventBus({ source: 'bench' });
	const bare = bareMitt<{ 'realtime:resync-required': { reason: string } }>();
	for (let index = 0; index < handlers; index += 1) {
		// A function of its own each: both keep a handler once.
		bus.on('realtime:resync-required', () => hear());
		bare.on('realtime:resync-required', () => hear());
	}
	const result = await compareCpu({
		...{ name: `an event to ${handlers} handlers`, rounds, seed, times, aim: 3 },
		ours(count) {
			for (let event = 0; event < count; event += 1) bus.emit('realtime:resync-required', payload);
		},
		bare(count) {
			for (let event = 0; event < count; event += 1) bare.emit('realtime:resync-required', payload);
		},
	});
	// Ours, bare and bare again in each round; ours and bare twice before.
	if (heard !== handlers * times * (3 * rounds + 4)) throw new Error(`Handlers were called ${heard} times.`);
	return [result];
};
