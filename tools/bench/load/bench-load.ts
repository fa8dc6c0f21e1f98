import { cpus } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { chromiumArgs, findChromium } from '../../browser/find-chromium.ts';
import { root } from '../../suite/build-apps.ts';
import { type Comparison, comparePairs } from '../statistics/compare-pairs.ts';
import { createRandom, type Random, shuffled } from '../statistics/random.ts';
import { describeSummary, ratio } from './describe-summary.ts';
import type { Sample } from './measure/open-visitor.ts';
import { measureCase } from './measure-case.ts';
import { addMeasured, type MeasuredCase } from './measured-case.ts';
import { buildPeers } from './peers/build-peers.ts';
import { type CaseName, type LoadOptions, OptionsError, profiles, readOptions } from './read-options.ts';
import { changeFirst, makeRemotes } from './remotes/bench-remotes.ts';
import { buildFlotilla } from './remotes/build-flotilla.ts';
import { readMeasured, saveLoad } from './save-load.ts';
import { type ServedVariants, serveVariants } from './serve/serve-variants.ts';
import { type Round, summarize } from './summarize.ts';
import { type PeerName, type VariantName, variantTitles } from './variants.ts';

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
	let measured = options.add ? await readMeasured(options.profile) : [];
	let gate: Comparison | undefined;
	for (const count of options.remotes) {
		const done = await withVariants(count, options, async (browser, served) => {
			const random = createRandom(options.seed + count);
			const measure = measureOn(browser, served, options);
			if (gate === undefined) {
				gate = await runGate({ measure: () => measure('cold', gated(options)), rounds: options.rounds, random });
				report(`The same thing against itself: ${ratio(gate)}`);
				if (gate.low > 1 || gate.high < 1) {
					console.error(
						'This machine is too noisy now: the same thing measured twice differs. Try again when it is quiet.',
					);
					return false;
				}
			}
			for (const name of options.cases.filter((name) => count >= remotesFor[name])) {
				const rounds = await runRounds({ name, measure, options, random });
				const summary = summarize(rounds, random);
				const machine = {
					processor: cpus()[0]?.model ?? 'unknown',
					cores: cpus().length,
					node: process.version,
					chromium: browser.version(),
				};
				const date = new Date().toISOString();
				const one: MeasuredCase = { remotes: count, name, date, machine, gate, seed: options.seed, summary, rounds };
				measured = addMeasured(measured, one);
				console.log(`\n${count} remotes, ${name}\n${describeSummary(summary)}\n`);
			}
			return true;
		});
		if (!done) return 1;
		// After each, as all of it takes two hours and more.
		if (options.save) {
			await saveLoad(options.profile, measured);
			report('Wrote docs/performance.md and docs/performance/');
		}
	}
	return 0;
};

/** Fewer remotes have no page to go from. */
const remotesFor: Record<CaseName, number> = { cold: 1, warm: 1, worker: 1, deploy: 1, navigation: 3 };

const gated = ({ variants }: LoadOptions): VariantName =>
	variants.includes('flotilla') ? 'flotilla' : 'lazy-monolith';

const launch = (fingerprint: string) => {
	const executablePath = findChromium();
	return chromium.launch({
		...(executablePath === undefined ? {} : { executablePath }),
		// Trusted, not ignored: a page behind a certificate error is kept out of the browser's cache.
		args: [...chromiumArgs, `--ignore-certificate-errors-spki-list=${fingerprint}`],
		// Ctrl-C is handled here, servers included.
		handleSIGINT: false,
		handleSIGTERM: false,
	});
};

/** Builds and serves every variant with so many remotes, and stops all of it afterwards. */
const withVariants = async (
	count: number,
	{ variants }: LoadOptions,
	run: (browser: Browser, served: ServedVariants) => Promise<boolean>,
): Promise<boolean> => {
	const folder = join(root, '.flotilla/bench/load', String(count));
	report(`Building ${variants.length} variants with ${count} remotes ...`);
	const remotes = await makeRemotes(count, join(folder, 'remotes'));
	const after = await changeFirst(remotes, join(folder, 'changed'));
	const names = variants.filter((name): name is PeerName => name !== 'flotilla');
	const before = await buildPeers({ names, remotes, folder: join(folder, 'before') });
	const changed = await buildPeers({ names, remotes: after, folder: join(folder, 'after') });
	const [first] = after;
	const flotilla =
		variants.includes('flotilla') && first !== undefined ? await buildFlotilla(remotes, first) : undefined;
	report('Starting the servers ...');
	const served = await serveVariants({
		peers: Object.fromEntries(names.map((name) => [name, { before: before[name], after: changed[name] }])),
		flotilla,
		password: account.password,
	});
	let browser: Browser | undefined;
	const stop = async () => {
		await browser?.close();
		await served.stop();
	};
	const interrupted = () => void stop().then(() => process.exit(130));
	process.once('SIGINT', interrupted);
	process.once('SIGTERM', interrupted);
	try {
		browser = await launch(served.certificate.fingerprint);
		return await run(browser, served);
	} finally {
		process.off('SIGINT', interrupted);
		process.off('SIGTERM', interrupted);
		await stop();
	}
};

type Measure = (name: CaseName, variant: VariantName) => Promise<Sample>;

const measureOn =
	(browser: Browser, { variants }: ServedVariants, { profile }: LoadOptions): Measure =>
	async (name, variantName) => {
		const variant = variants[variantName];
		if (variant === undefined) throw new RangeError(`${variantName} is not served`);
		return measureCase(name, { browser, variant, account, ...profiles[profile] }).catch((cause: unknown) => {
			throw new Error(`${variantTitles[variantName]}, ${name}: ${String(cause)}`, { cause });
		});
	};

const runRounds = async ({
	name,
	measure,
	options: { variants, rounds },
	random,
}: {
	name: CaseName;
	measure: Measure;
	options: LoadOptions;
	random: Random;
}): Promise<Round[]> => {
	// What a server, or a file on its disk, does for the first time counts for nobody.
	for (const variant of variants) await measure(name, variant);
	const done: Round[] = [];
	for (let index = 0; index < rounds; index += 1) {
		const round: Round = {};
		for (const variant of shuffled(variants, random)) round[variant] = await measure(name, variant);
		done.push(round);
		report(
			`${name}, round ${index + 1} of ${rounds}: ${variants.map((variant) => `${round[variant]?.time} ms`).join(', ')}`,
		);
	}
	return done;
};

/** One variant against itself. Tells what the machine's noise alone makes of this method. */
const runGate = async ({
	measure,
	rounds,
	random,
}: {
	measure: () => Promise<Sample>;
	rounds: number;
	random: Random;
}): Promise<Comparison> => {
	const pairs: { value: number; base: number }[] = [];
	await measure();
	for (let index = 0; index < rounds; index += 1) {
		const earlier = await measure();
		const later = await measure();
		// By lot, so that a machine that gets slower or faster favours neither side.
		const [first = earlier, second = later] = shuffled([earlier, later], random);
		pairs.push({ value: second.time, base: first.time });
	}
	return comparePairs(pairs, { random });
};
