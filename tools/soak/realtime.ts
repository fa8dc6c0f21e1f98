import { parseArgs } from 'node:util';
import { dropUnderLoad } from '../../apps/api/src/testing/drop-under-load.ts';
import { startApi } from '../../apps/api/src/testing/start-api.ts';
import { createRandom } from '../bench/statistics/random.ts';

export interface RealtimeSoakOptions {
	/** Rounds, each with drops of its own. Default 20. */
	rounds?: number;
	/** Events of a round. Default 2000. */
	events?: number;
	/** Sockets, and as many streams. Default 20. */
	clients?: number;
	/** Default 1. */
	seed?: number;
}

export interface RealtimeSoakResult {
	deliveries: number;
	connections: number;
	/** Deliveries that were missing, twice or out of order. */
	wrong: number;
}

/** Breaks connections under load for as long as is wanted, and counts what did not arrive once and in order. */
export const run = async ({
	rounds = 20,
	events = 2000,
	clients = 20,
	seed = 1,
}: RealtimeSoakOptions = {}): Promise<RealtimeSoakResult> => {
	const random = createRandom(seed);
	const started = await startApi({ streamRetry: 20, accessTokenTtl: 3600 });
	const total: RealtimeSoakResult = { deliveries: 0, connections: 0, wrong: 0 };
	try {
		for (let round = 1; round <= rounds; round += 1) {
			const { received, written, connections } = await dropUnderLoad({ started, events, clients, random });
			for (const offsets of received) {
				total.deliveries += offsets.length;
				const isRight =
					offsets.length === written.length && offsets.every((offset, index) => offset === written[index]);
				if (!isRight) total.wrong += 1;
			}
			total.connections += connections;
			console.log(`round ${round}: ${received.length * written.length} deliveries, ${connections} connections`);
		}
	} finally {
		await started.stop();
	}
	return total;
};

/** `--rounds 20 --events 2000 --clients 20 --seed 1`. Returns the exit code: 1 when anything was lost. */
export const soak = async (args: string[]): Promise<number> => {
	const { values } = parseArgs({
		args,
		options: {
			rounds: { type: 'string', default: '20' },
			events: { type: 'string', default: '2000' },
			clients: { type: 'string', default: '20' },
			seed: { type: 'string', default: '1' },
		},
	});
	const { rounds, events, clients, seed } = values;
	const result = await run({
		rounds: Number(rounds),
		events: Number(events),
		clients: Number(clients),
		seed: Number(seed),
	});
	console.log(result);
	return result.wrong === 0 ? 0 : 1;
};
