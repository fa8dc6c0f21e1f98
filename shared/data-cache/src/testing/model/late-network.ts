/** What becomes of a request. `lost` requests reach nobody, of those with a `lost-answer` the server does all but tell. */
export type Fate = 'answered' | 'refused' | 'lost' | 'lost-answer';

/** A network between a client and a server that answers when it is told to, in any order, or not at all. */
export interface LateNetwork {
	fetch(request: Request): Promise<Response>;
	/** What becomes of the next writes; after the last one all are answered. */
	fates: Fate[];
	/** Lets some answers through, each picked by a number from 0 up to 1 among those that wait. */
	deliver(picks: readonly number[]): Promise<void>;
	/** How many answers wait. */
	waiting(): number;
	/** Resolves when the server has seen every request so far. */
	arrived(): Promise<void>;
}

export const createLateNetwork = (server: (request: Request) => Promise<Response>): LateNetwork => {
	const answers: (() => void)[] = [];
	const travelling = new Set<Promise<unknown>>();

	const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
	/** Whoever hears of an answer may send the next request in the same turn or a few later. */
	const settle = async (): Promise<void> => {
		for (let quiet = 0; quiet < 3; quiet += 1) {
			await turn();
			if (travelling.size === 0) continue;
			await Promise.allSettled([...travelling]);
			quiet = -1;
		}
	};

	const network: LateNetwork = {
		fates: [],
		async fetch(request) {
			const fate = request.method === 'GET' ? 'answered' : (network.fates.shift() ?? 'answered');
			const answering =
				fate === 'lost' ? Promise.reject(unreachable()) : fate === 'refused' ? refuse() : server(request);
			travelling.add(answering);
			answering.catch(() => undefined).finally(() => travelling.delete(answering));
			const outcome = await answering.then(
				(response) => (fate === 'lost-answer' ? unreachable() : response),
				() => unreachable(),
			);
			await new Promise<void>((resolve) => answers.push(resolve));
			if (outcome instanceof Error) throw outcome;
			return outcome;
		},
		async deliver(picks) {
			await settle();
			for (const pick of picks) {
				const [letThrough] = answers.splice(Math.floor(pick * answers.length), 1);
				letThrough?.();
				await settle();
			}
		},
		waiting: () => answers.length,
		arrived: settle,
	};
	return network;
};

const unreachable = (): TypeError => new TypeError('Failed to fetch');

const refuse = async (): Promise<Response> =>
	Response.json(
		{
			...{ data: null, success: false, code: 'FORBIDDEN', message: 'Not by you.' },
			meta: { timestamp: new Date().toISOString(), requestId: 'refused' },
		},
		{ status: 403 },
	);
