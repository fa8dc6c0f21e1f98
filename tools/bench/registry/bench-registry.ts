import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import getPort from 'get-port';
import { buildApps, root } from '../../suite/build-apps.ts';
import { publishApps } from '../../suite/publish-apps.ts';
import { type Service, startService } from '../../suite/start-service.ts';
import type { Aim } from '../aims/aim.ts';
import { type AimsBench, runAims } from '../aims/run-aims.ts';
import { makeBenchFolder } from '../make-bench-folder.ts';
import { ensurePrograms } from '../nginx/ensure-programs.ts';
import { comparePairs } from '../statistics/compare-pairs.ts';
import { median } from '../statistics/median.ts';
import { createRandom, shuffled } from '../statistics/random.ts';
import { recordAnswer } from './bare-answer.ts';
import { measureWithWrk, type WrkSample } from './measure-with-wrk.ts';
import { serveSameFiles } from './serve-same-files.ts';

const page = '/users';
/** Requests under way at a time. */
const connections = 50;
/** Seconds a sample takes. Many short ones: what else the machine does meets both sides alike. */
const duration = 1;

const pageHeaders = { accept: 'text/html', 'accept-encoding': 'br' };

type Side = 'ours' | 'nginx' | 'bare';
type Round = Record<Side | 'nginxAgain', WrkSample>;

interface Case {
	name: string;
	/** Ours against nginx; `null` to tell it alone. */
	aim: number | null;
	paths: readonly string[];
	/** By side, as each has a tag of its own. */
	headers: Record<Side, Record<string, string>>;
}

/** The scripts that a browser loads for the page, by its text. */
const scriptsOf = (html: string): string[] => [
	...new Set(
		[...html.matchAll(/(?:rel="modulepreload" href|src)="(\/assets\/[^"]+\.js)"/g)].map(([, path]) => path ?? ''),
	),
];

const tagOf = async (url: string): Promise<string> =>
	(await fetch(`${url}${page}`, { headers: pageHeaders })).headers.get('etag') ?? '';

const describeSide = ({ rate, cpu, bytes }: WrkSample): string =>
	`${rate.toFixed(0)}/s, ${cpu.toFixed(0)} µs, ${(bytes / 1024).toFixed(1)} KB`;

const middle = (samples: readonly WrkSample[]): WrkSample => ({
	rate: median(samples.map(({ rate }) => rate)),
	cpu: median(samples.map(({ cpu }) => cpu)),
	bytes: median(samples.map(({ bytes }) => bytes)),
});

const measure: AimsBench['measure'] = async ({ rounds, seed, report }) => {
	ensurePrograms();
	report('building ...');
	await buildApps();
	const folder = await makeBenchFolder('registry');
	const random = createRandom(seed);
	const port = await getPort();
	const services: Service[] = [];
	const start = async (options: Parameters<typeof startService>[0]): Promise<Service> => {
		const service = await startService(options);
		services.push(service);
		return service;
	};
	const registry = await start({
		name: 'registry',
		script: join(root, 'apps/registry/src/main.ts'),
		// nginx writes no line for a request either.
		env: { PORT: String(port), DATA_FOLDER: join(folder, 'data'), LOG_LEVEL: 'warn' },
		readyUrl: `http://127.0.0.1:${port}/readyz`,
		logFile: join(folder, 'registry.log'),
	});
	try {
		await publishApps({
			suite: { registryUrl: registry.url, publishTokenFile: join(folder, 'data/publish-token') },
		});
		const html = await (await fetch(`${registry.url}${page}`, { headers: { accept: 'text/html' } })).text();
		const assets = scriptsOf(html);
		// As it is once its brotli form is prepared.
		await delay(2_000);
		const recorded = [
			await recordAnswer(registry.url, page, 'text/html'),
			...(await Promise.all(assets.map((path) => recordAnswer(registry.url, path, '*/*')))),
		];
		await writeFile(join(folder, 'answers.json'), JSON.stringify(recorded));
		const barePort = await getPort();
		const bare = await start({
			name: 'bare',
			script: join(import.meta.dirname, 'bare-server.ts'),
			env: { PORT: String(barePort), ANSWERS: join(folder, 'answers.json') },
			readyUrl: `http://127.0.0.1:${barePort}/healthz`,
			logFile: join(folder, 'bare.log'),
		});
		const nginx = await serveSameFiles({ registry: registry.url, folder, page, assets });
		try {
			const both = (headers: Record<string, string>) => ({ ours: headers, nginx: headers, bare: headers });
			const withTag = async (url: string) => ({ ...pageHeaders, 'if-none-match': await tagOf(url) });
			const cases: Case[] = [
				{ name: `pages of ${page}`, aim: 0.5, paths: [page], headers: both(pageHeaders) },
				{
					name: 'pages that have not changed (304)',
					aim: null,
					paths: [page],
					headers: {
						ours: await withTag(registry.url),
						nginx: await withTag(nginx.url),
						bare: await withTag(bare.url),
					},
				},
				{
					name: `assets: the ${assets.length} scripts of that page`,
					aim: 0.5,
					paths: assets,
					headers: both({ 'accept-encoding': 'br' }),
				},
			];
			const nginxPid = await nginx.workerPid();
			const aims: Aim[] = [];
			const samples: { name: string; rounds: Round[] }[] = [];
			for (const { name, aim, paths, headers } of cases) {
				const sample = (side: Side) => {
					const { url, pid } = { ours: registry, bare, nginx: { url: nginx.url, pid: nginxPid } }[side];
					return measureWithWrk({ url, paths, headers: headers[side], connections, duration, folder, pid });
				};
				for (const side of ['ours', 'nginx', 'bare'] as const) await sample(side);
				const taken: Round[] = [];
				for (let round = 0; round < rounds; round += 1) {
					const one: Partial<Round> = {};
					for (const side of shuffled(['ours', 'nginx', 'nginxAgain', 'bare'] as const, random)) {
						one[side] = await sample(side === 'nginxAgain' ? 'nginx' : side);
					}
					taken.push(one as Round);
				}
				samples.push({ name, rounds: taken });
				const compare = (value: keyof Round) =>
					comparePairs(
						taken.map((one) => ({ value: one[value].rate, base: one.nginx.rate })),
						{ random },
					);
				const comparison = compare('ours');
				const [ours, peer] = [middle(taken.map((one) => one.ours)), middle(taken.map((one) => one.nginx))];
				report(`${name}: ${describeSide(ours)} against ${describeSide(peer)}: ${comparison.ratio.toFixed(2)}`);
				aims.push({
					what: name,
					ours: describeSide(ours),
					peer: `${describeSide(peer)}, nginx`,
					comparison,
					gate: compare('nginxAgain'),
					aim: aim === null ? '' : `>= ${aim}`,
					held: aim === null || comparison.ratio >= aim,
				});
				const floor = compare('bare');
				aims.push({
					what: '– bare `node:http` with the same bytes',
					ours: describeSide(middle(taken.map((one) => one.bare))),
					...{ peer: '', comparison: floor, aim: '', held: true },
				});
			}
			const note = `${rounds} paired rounds of ${duration} s with ${connections} connections of HTTP/1.1, one process each: requests a second, processor time and bytes of one`;
			return { aims, note, results: { connections, duration, samples } };
		} finally {
			await nginx.stop();
		}
	} finally {
		for (const service of services) await service.stop();
		await rm(folder, { recursive: true, force: true });
	}
};

/** Answers the exit code; see `runAims`. */
export const bench = (args: string[]): Promise<number> => runAims({ name: 'registry', rounds: 20, measure }, args);
