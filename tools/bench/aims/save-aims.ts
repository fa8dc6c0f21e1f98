import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { root } from '../../suite/build-apps.ts';
import { writeBetweenMarkers } from '../write-between-markers.ts';
import { type Aim, describeAims } from './aim.ts';

export interface SaveAimsOptions {
	/** Of the bench: its file in `docs/performance` and its markers in `docs/performance.md`. */
	name: string;
	aims: readonly Aim[];
	/** Under the table: how it was measured, without the machine. */
	note: string;
	/** Every sample, and what is needed to repeat it. */
	results: Readonly<Record<string, unknown>>;
}

/** Writes a bench's table into `docs/performance.md`, and all of it to `docs/performance/<name>.json`. */
export const saveAims = async ({ name, aims, note, results }: SaveAimsOptions): Promise<void> => {
	const machine = { processor: cpus()[0]?.model ?? 'unknown', cores: cpus().length, node: process.version };
	const data = { date: new Date().toISOString(), machine, aims, ...results };
	await mkdir(join(root, 'docs/performance'), { recursive: true });
	await writeFile(join(root, `docs/performance/${name}.json`), `${JSON.stringify(data, null, 2)}\n`);
	const page = join(root, 'docs/performance.md');
	const where = `on ${machine.cores} cores of ${machine.processor}, Node ${machine.node}`;
	const samples = `every sample is in [performance/${name}.json](performance/${name}.json)`;
	const content = `${describeAims(aims)}\n\n${note}, ${where}; ratios are medians of pairs with 95% intervals; ${samples}.`;
	await writeFile(page, writeBetweenMarkers(await readFile(page, 'utf8'), name, content));
	console.log(`Wrote docs/performance.md and docs/performance/${name}.json`);
};
