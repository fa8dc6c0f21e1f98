import { dropUnderLoad } from '../../apps/api/src/testing/drop-under-load.ts';
import { startApi } from '../../apps/api/src/testing/start-api.ts';
import { createRandom } from '../bench/statistics/random.ts';

export interface RealtimeSoakOptions {
	/** Each with drops of its own. */
	rounds: number;
	seed: number;
	report(line: string): void;
	/** Events of a round. Default 2000. */
	events?: number;
	/** Sockets, and as many streams. Default 20. */
	clients?: number;
}

/** Breaks connections under load and resolves with which client did not get every event once and in order. */
export const soakRealtime = async ({
	rounds,
	seed,
	report,
	events = 2000,
	clients = 20,
}: RealtimeSoakOptions): Promise<readonly string[]> => {
	const random = createRandom(seed);
	const started = await startApi({ streamRetry: 20, accessTokenTtl: 3600 });
	const problems: string[] = [];
	try {
		for (let round = 1; round <= rounds; round += 1) {
			const { received, written, connections } = await dropUnderLoad({ started, events, clients, random });
			for (const [client, offsets] of received.entries()) {
				const isRight = offsets.length === written.length && offsets.every((offset, at) => offset === written[at]);
				if (!isRight) problems.push(`round ${round}, client ${client}: ${offsets.length} of ${written.length} events`);
			}
			report(`round ${round}: ${received.length * written.length} deliveries over ${connections} connections`);
		}
	} finally {
		await started.stop();
	}
	return problems;
};
