import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '../../suite/build-apps.ts';
import type { Comparison } from '../statistics/compare-pairs.ts';
import { writeBetweenMarkers } from '../write-between-markers.ts';
import { benchBroadcast } from './bench-broadcast.ts';
import { benchLists } from './bench-lists.ts';
import { benchRequests } from './bench-requests.ts';
import { benchUploads } from './bench-uploads.ts';

const partNames = ['requests', 'lists', 'broadcast', 'uploads'] as const;

interface Row {
	what: string;
	ours: string;
	peer: string;
	ratio: string;
	aim: string;
	held: boolean;
}

/** What earlier runs measured of other parts stays. */
interface Known {
	parts: Partial<Record<string, { result: unknown; rows: Row[] }>>;
}

/** MB by which a process may grow and its memory still count as flat. */
const flatGrowth = 128;

const startedAt = performance.now();
const report = (line: string) =>
	console.log(`${((performance.now() - startedAt) / 1000).toFixed(1).padStart(7)} s  ${line}`);

const ratio = ({ ratio: value, low, high }: Comparison) =>
	`${value.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)})`;

/** The results as JSON, and their rows of the table. */
type Part = (options: { rounds: number; seed: number }) => Promise<{ result: unknown; rows: Row[] }>;

const parts: Readonly<Record<(typeof partNames)[number], Part>> = {
	async requests({ rounds, seed }) {
		const results = await benchRequests({ rounds, duration: 4, seed, report });
		return {
			result: results,
			rows: results.map(({ name, ours, bare, comparison, aim }) => ({
				what: `requests a second: ${name}`,
				ours: ours.toFixed(0),
				peer: `${bare.toFixed(0)}, a bare Fastify route`,
				ratio: ratio(comparison),
				aim: `>= ${aim}`,
				held: comparison.ratio >= aim,
			})),
		};
	},
	async lists({ rounds, seed }) {
		const { lists, export: exported } = await benchLists({ rounds: rounds * 5, seed, report });
		const rows = lists.map(({ name, small, large, comparison, aim }) => ({
			what: `ms a page over a million people: ${name}`,
			ours: large.toFixed(1),
			peer: `${small.toFixed(1)}, over a thousand`,
			ratio: ratio(comparison),
			aim: `<= ${aim}`,
			held: comparison.ratio <= aim,
		}));
		const growth = exported.memoryPeak - exported.memoryBefore;
		rows.push({
			what: 'MB of memory that the export of a million people adds',
			ours: growth.toFixed(0),
			peer: `${exported.megabytes.toFixed(0)} MB of CSV in ${exported.seconds.toFixed(0)} s`,
			ratio: '',
			aim: 'flat',
			held: growth < flatGrowth,
		});
		return { result: { lists, export: exported }, rows };
	},
	async broadcast({ rounds, seed }) {
		const results = [];
		for (const connections of [1000, 5000]) {
			const result = await benchBroadcast({ connections, messages: 1, rounds: rounds * 5, seed });
			report(`broadcast to ${connections}: ${result.throughput.ratio.toFixed(2)}`);
			results.push(result);
		}
		return {
			result: results,
			rows: results.flatMap(({ connections, flotilla, bare, throughput, memory }) => [
				{
					what: `deliveries a second to ${connections} sockets`,
					ours: flotilla.toFixed(0),
					peer: `${bare.toFixed(0)}, bare ws`,
					ratio: ratio(throughput),
					aim: '>= 0.9',
					held: throughput.ratio >= 0.9,
				},
				{
					what: `KB held a connection, of ${connections}`,
					ours: (memory.flotilla / 1024).toFixed(1),
					peer: `${(memory.bare / 1024).toFixed(1)}, bare ws`,
					ratio: memory.ratio.toFixed(2),
					aim: '<= 1.5',
					held: memory.ratio <= 1.5,
				},
			]),
		};
	},
	async uploads({ rounds, seed }) {
		const result = await benchUploads({ rounds, seed, report });
		const growth = result.memoryPeak - result.memoryBefore;
		return {
			result,
			rows: [
				{
					what: 'MB a second of a resumable upload of 1 GiB',
					ours: result.ours.toFixed(0),
					peer: `${result.bare.toFixed(0)}, bare @tus/server`,
					ratio: ratio(result.comparison),
					aim: '>= 0.9',
					held: result.comparison.ratio >= 0.9,
				},
				{
					what: 'MB of memory that uploads of 1 GiB add',
					ours: growth.toFixed(0),
					peer: '',
					ratio: '',
					aim: 'flat',
					held: growth < flatGrowth,
				},
			],
		};
	},
};

const describe = (rows: readonly Row[]) =>
	[
		'| | ours | peer | ratio | aim | |',
		'|---|--:|---|--:|--:|---|',
		...rows.map(
			({ what, ours, peer, ratio, aim, held }) =>
				`| ${what} | ${ours} | ${peer} | ${ratio} | ${aim} | ${held ? 'holds' : '**missed**'} |`,
		),
	].join('\n');

/** `npm run bench -- api [requests|lists|broadcast|uploads …] [--rounds 6] [--seed 1] [--no-save]`. Answers the exit code. */
export const bench = async (args: string[]): Promise<number> => {
	const { values, positionals } = parseArgs({
		args,
		allowPositionals: true,
		options: {
			rounds: { type: 'string', default: '6' },
			seed: { type: 'string', default: '1' },
			'no-save': { type: 'boolean', default: false },
		},
	});
	const unknown = positionals.find((name) => !Object.hasOwn(parts, name));
	const rounds = Number(values.rounds);
	const seed = Number(values.seed);
	if (unknown !== undefined || !Number.isInteger(rounds) || rounds < 3 || !Number.isInteger(seed)) {
		console.error(`npm run bench -- api [${partNames.join(' ')}] --rounds <from 3> --seed <whole number> --no-save`);
		return 2;
	}
	const chosen = partNames.filter((name) => positionals.length === 0 || positionals.includes(name));
	const data = join(root, 'docs/performance/api.json');
	const known: Known = await readFile(data, 'utf8').then(
		(text) => JSON.parse(text) as Known,
		() => ({ parts: {} }),
	);
	for (const name of chosen) {
		report(`${name} ...`);
		known.parts[name] = await parts[name]({ rounds, seed });
	}
	const rows = partNames.flatMap((name) => known.parts[name]?.rows ?? []);
	console.log(`\n${describe(rows)}\n`);
	if (!values['no-save']) {
		const machine = { processor: cpus()[0]?.model ?? 'unknown', cores: cpus().length, node: process.version };
		await mkdir(join(root, 'docs/performance'), { recursive: true });
		await writeFile(data, `${JSON.stringify({ date: new Date().toISOString(), machine, ...known }, null, 2)}\n`);
		const page = join(root, 'docs/performance.md');
		const note = `Paired rounds on ${machine.cores} cores of ${machine.processor}, over the embedded database; ratios are medians of pairs with 95% intervals.`;
		await writeFile(page, writeBetweenMarkers(await readFile(page, 'utf8'), 'api', `${describe(rows)}\n\n${note}`));
		report('Wrote docs/performance.md and docs/performance/api.json');
	}
	return 0;
};
