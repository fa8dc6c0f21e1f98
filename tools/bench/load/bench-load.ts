import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { chromiumArgs, findChromium } from '../../browser/find-chromium.ts';
import { buildApps, root } from '../../suite/build-apps.ts';
import { type Comparison, comparePairs } from '../statistics/compare-pairs.ts';
import { createRandom, type Random, shuffled } from '../statistics/random.ts';
import { writeBetweenMarkers } from '../write-between-markers.ts';
import { buildPeers } from './build-variants.ts';
import { describeSummary, ratio } from './describe-summary.ts';
import { measureLoad, type Sample } from './measure-load.ts';
import { type LoadOptions, OptionsError, readOptions } from './read-options.ts';
import { type ServedVariants, serveVariants } from './serve-variants.ts';
import { type Round, summarize } from './summarize.ts';
import { type VariantName, variantNames, variantTitles } from './variants.ts';

const account = { email: 'admin@flotilla.test', password: 'a-password-for-the-bench' };

const startedAt = performance.now();
const report = (line: string) =>
	console.log(`${((performance.now() - startedAt) / 1_000).toFixed(1).padStart(6)} s  ${line}`);

/** `npm run bench -- load`. Answers the exit code: 1 when the machine is too noisy, 2 for bad options. */
export const bench = async (args: string[]): Promise<number> => {
	let options: LoadOptions;
	try {
		options = readOptions(args);
	} catch (error) {
		if (!(error instanceof OptionsError)) throw error;
		console.error(error.message);
		return 2;
	}

	report('Building the suite, the monolith and the default federation ...');
	await buildApps();
	const peers = await buildPeers(join(root, '.flotilla/bench/peers'));
	report('Starting one API and three registries ...');
	const served = await serveVariants({ peers, password: account.password });
	let browser: Browser | undefined;
	const stop = async () => {
		await browser?.close();
		await served.stop();
	};
	const interrupted = () => void stop().then(() => process.exit(130));
	process.once('SIGINT', interrupted);
	process.once('SIGTERM', interrupted);
	try {
		browser = await launch(served);
		return await run({ browser, served, options });
	} finally {
		process.off('SIGINT', interrupted);
		process.off('SIGTERM', interrupted);
		await stop();
	}
};

const launch = ({ certificate }: ServedVariants) => {
	const executablePath = findChromium();
	return chromium.launch({
		...(executablePath === undefined ? {} : { executablePath }),
		// Trusted, not ignored: a page behind a certificate error is kept out of the browser's cache.
		args: [...chromiumArgs, `--ignore-certificate-errors-spki-list=${certificate.fingerprint}`],
		// Ctrl-C is handled here, servers included.
		handleSIGINT: false,
		handleSIGTERM: false,
	});
};

interface Run {
	browser: Browser;
	served: ServedVariants;
	options: LoadOptions;
}

const run = async ({ browser, served, options }: Run): Promise<number> => {
	const random = createRandom(options.seed);
	const measure = (name: VariantName) => measureLoad({ browser, url: served.urls[name], account, ...options });

	report('Warming up the servers ...');
	for (const name of variantNames) await measure(name);

	const gate = await runGate({ measure, rounds: options.rounds, random });
	report(`The federation against itself: ${ratio(gate.comparison)}, ${width(gate.comparison)} wide`);
	if (gate.comparison.low > 1 || gate.comparison.high < 1) {
		console.error('This machine is too noisy now: the same thing measured twice differs. Try again when it is quiet.');
		return 1;
	}

	const rounds: Round[] = [];
	for (let index = 0; index < options.rounds; index += 1) {
		const round: Partial<Round> = {};
		for (const name of shuffled(variantNames, random)) round[name] = await measure(name);
		rounds.push(round as Round);
		report(
			`Round ${index + 1} of ${options.rounds}: ${variantNames.map((name) => `${round[name]?.time} ms`).join(', ')}`,
		);
	}

	const summary = summarize(rounds, random);
	const table = describeSummary(summary);
	console.log(`\n${table}\n`);
	if (options.save) {
		const machine = { processor: cpus()[0]?.model ?? 'unknown', cores: cpus().length, node: process.version };
		const { save: _save, ...conditions } = options;
		await save(table, {
			machine: { ...machine, chromium: browser.version() },
			options: conditions,
			gate,
			summary,
			rounds,
		});
		report('Wrote docs/performance.md and docs/performance/load.json');
	}
	return 0;
};

interface Gate {
	comparison: Comparison;
	pairs: { first: Sample; second: Sample }[];
}

/** The federation against itself. Tells what the machine's noise alone makes of this method. */
const runGate = async ({
	measure,
	rounds,
	random,
}: {
	measure: (name: VariantName) => Promise<Sample>;
	rounds: number;
	random: Random;
}): Promise<Gate> => {
	const pairs: Gate['pairs'] = [];
	for (let index = 0; index < rounds; index += 1) {
		const earlier = await measure('federation');
		const later = await measure('federation');
		// By lot, so that a machine that gets slower or faster favours neither side.
		const [first = earlier, second = later] = shuffled([earlier, later], random);
		pairs.push({ first, second });
		report(`Gate ${index + 1} of ${rounds}: ${first.time} ms, ${second.time} ms`);
	}
	const times = pairs.map(({ first, second }) => ({ value: second.time, base: first.time }));
	return { comparison: comparePairs(times, { random }), pairs };
};

const width = ({ low, high }: Comparison): string => (high - low).toFixed(2);

interface Results {
	machine: { processor: string; cores: number; node: string; chromium: string };
	options: Omit<LoadOptions, 'save'>;
	gate: Gate;
	summary: ReturnType<typeof summarize>;
	rounds: Round[];
}

const save = async (table: string, results: Results) => {
	const { machine, options, gate } = results;
	const data = join(root, 'docs/performance');
	await mkdir(data, { recursive: true });
	await writeFile(
		join(data, 'load.json'),
		`${JSON.stringify({ date: new Date().toISOString(), ...results }, null, 2)}\n`,
	);

	const conditions = `${options.latency} ms, ${options.bandwidth} Mbit/s, processor ${options.cpu} times slower`;
	const content = `
${table}

${options.rounds} rounds under ${conditions}, on ${machine.cores} cores of ${machine.processor}, Chromium ${machine.chromium}. Time and bytes are against the ${variantTitles.monolith.toLowerCase()}, with 95% intervals; kinds are KB / requests. ${variantTitles.federation} against itself: ${ratio(gate.comparison)}.`;
	const page = join(root, 'docs/performance.md');
	await writeFile(page, writeBetweenMarkers(await readFile(page, 'utf8'), 'load', content));
};
