import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApi } from '@flotilla/api';
import { createLog } from '@flotilla/server';
import type { Service } from '../../suite/start-service.ts';
import { type Comparison, comparePairs } from '../statistics/compare-pairs.ts';
import { median } from '../statistics/median.ts';
import { createRandom, shuffled } from '../statistics/random.ts';
import { account, signIn, startBenchApi, startBenchService } from './bench-service.ts';
import { measureRequests, type RequestCase } from './measure-requests.ts';

export interface RequestsBenchOptions {
	rounds: number;
	/** Seconds a sample takes. */
	duration: number;
	seed: number;
	report(line: string): void;
}

export interface RequestsResult {
	name: string;
	/** Requests a second, medians. */
	ours: number;
	bare: number;
	/** Ours against bare. */
	comparison: Comparison;
	/** Bare against itself; has to hold 1. */
	gate: Comparison;
	/** What is to be reached. */
	aim: number;
}

/** Our routes against bare ones over the embedded engine, each in a process of its own, in paired rounds. */
export const benchRequests = async ({
	rounds,
	duration,
	seed,
	report,
}: RequestsBenchOptions): Promise<RequestsResult[]> => {
	const folder = await mkdtemp(join(tmpdir(), 'flotilla-bench-'));
	const random = createRandom(seed);
	const services: Service[] = [];
	try {
		// The same people on both sides.
		for (const name of ['ours', 'bare']) {
			const api = await createApi({
				dataFolder: join(folder, name),
				log: createLog({ name: 'bench', level: 'silent' }),
				demo: account,
			});
			await api.backgroundWorkDone();
			await api.close();
		}
		const started = [
			await startBenchApi(folder, 'ours'),
			await startBenchService({
				name: 'bare',
				script: 'tools/bench/api/bare-server.ts',
				folder,
				env: { DATABASE_FOLDER: join(folder, 'bare/database') },
			}),
		] as const;
		services.push(...started);
		const [ours, bare] = started.map(({ url }) => url) as [string, string];

		const { token, user } = await signIn(ours);
		const change = (n: number) => ({ firstName: `Name ${n % 97}` });
		const cases: { name: string; aim: number; request: RequestCase; barePath?: string }[] = [
			{ name: 'read one', aim: 0.7, request: { method: 'GET', path: `/users/${user.id}` } },
			{ name: 'list of 20, with total', aim: 0.7, request: { method: 'GET', path: '/users?page=1&limit=20' } },
			{
				name: 'change one, against the same rows written',
				aim: 0.5,
				request: { method: 'PATCH', path: `/users/${user.id}`, body: change },
				barePath: `/recorded/users/${user.id}`,
			},
			{
				name: 'change one, against one bare statement',
				aim: 0.5,
				request: { method: 'PATCH', path: `/users/${user.id}`, body: change },
			},
		];
		const results: RequestsResult[] = [];
		for (const { name, aim, request, barePath = request.path } of cases) {
			const measureOurs = () =>
				measureRequests({
					url: ours,
					case: { ...request, path: `/api${request.path}`, token },
					duration,
					connections: 10,
				});
			const measureBare = () =>
				measureRequests({ url: bare, case: { ...request, path: barePath }, duration, connections: 10 });
			await measureOurs();
			await measureBare();
			const samples: { ours: number; bare: number; bareAgain: number }[] = [];
			for (let round = 0; round < rounds; round += 1) {
				const sample: Partial<(typeof samples)[number]> = {};
				for (const side of shuffled(['ours', 'bare', 'bareAgain'] as const, random)) {
					sample[side] = await (side === 'ours' ? measureOurs() : measureBare());
				}
				samples.push(sample as (typeof samples)[number]);
			}
			const result: RequestsResult = {
				name,
				aim,
				ours: median(samples.map((sample) => sample.ours)),
				bare: median(samples.map((sample) => sample.bare)),
				comparison: comparePairs(
					samples.map((sample) => ({ value: sample.ours, base: sample.bare })),
					{ random },
				),
				gate: comparePairs(
					samples.map((sample) => ({ value: sample.bareAgain, base: sample.bare })),
					{ random },
				),
			};
			report(
				`${name}: ${result.ours.toFixed(0)} against ${result.bare.toFixed(0)} a second, ${result.comparison.ratio.toFixed(2)}`,
			);
			results.push(result);
		}
		return results;
	} finally {
		await Promise.all(services.map((service) => service.stop()));
		await rm(folder, { recursive: true, force: true });
	}
};
