import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '../../suite/build-apps.ts';
import type { Comparison } from '../statistics/compare-pairs.ts';
import { writeBetweenMarkers } from '../write-between-markers.ts';
import { benchCalls } from './bench-calls.ts';
import { benchEmit } from './bench-emit.ts';
import type { CpuComparison } from './compare-cpu.ts';

const ratio = ({ ratio: value, low, high }: Comparison) =>
	`${value.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)})`;

const describe = (results: readonly CpuComparison[]): string =>
	[
		'| µs of processor time | ours | bare | ratio | bare against itself | aim | |',
		'|---|--:|--:|--:|--:|--:|---|',
		...results.map(
			({ name, ours, bare, comparison, gate, aim }) =>
				`| ${name} | ${ours.toFixed(2)} | ${bare.toFixed(2)} | ${ratio(comparison)} | ${ratio(gate)} | <= ${aim} | ${comparison.ratio <= aim ? 'holds' : '**missed**'} |`,
		),
	].join('\n');

/** A machine on which the same thing measured twice differs by more says nothing about the rest. */
const largestNoise = 0.1;

/** `npm run bench -- client [--rounds 20] [--seed 1] [--no-save]`. Answers the exit code: 1 when the machine is too noisy. */
export const bench = async (args: string[]): Promise<number> => {
	const { values } = parseArgs({
		args,
		options: {
			rounds: { type: 'string', default: '20' },
			seed: { type: 'string', default: '1' },
			'no-save': { type: 'boolean', default: false },
		},
	});
	const [rounds, seed] = [Number(values.rounds), Number(values.seed)];
	if (!Number.isInteger(rounds) || rounds < 3 || !Number.isInteger(seed)) {
		console.error('npm run bench -- client --rounds <from 3> --seed <whole number> --no-save');
		return 2;
	}
	const results = [...(await benchCalls({ rounds, seed })), ...(await benchEmit({ rounds, seed }))];
	console.log(`\n${describe(results)}\n`);
	const noisy = results.find(({ gate }) => Math.abs(gate.ratio - 1) > largestNoise);
	if (noisy !== undefined) {
		console.error(`This machine is too noisy now: the same thing measured twice differs (${noisy.name}).`);
		return 1;
	}
	if (!values['no-save']) {
		const machine = { processor: cpus()[0]?.model ?? 'unknown', cores: cpus().length, node: process.version };
		await mkdir(join(root, 'docs/performance'), { recursive: true });
		const data = { date: new Date().toISOString(), machine, rounds, seed, results };
		await writeFile(join(root, 'docs/performance/client.json'), `${JSON.stringify(data, null, 2)}\n`);
		const page = join(root, 'docs/performance.md');
		const note = `${rounds} paired rounds on ${machine.cores} cores of ${machine.processor}, Node ${machine.node}; ratios are medians of pairs with 95% intervals.`;
		await writeFile(
			page,
			writeBetweenMarkers(await readFile(page, 'utf8'), 'client', `${describe(results)}\n\n${note}`),
		);
		console.log('Wrote docs/performance.md and docs/performance/client.json');
	}
	return 0;
};
