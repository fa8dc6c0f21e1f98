// `npm run lighthouse`: audits the main pages of the production build. docs/performance.md says how and what came out.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { writeBetweenMarkers } from '../bench/write-between-markers.ts';
import { ensureChromium } from '../browser/ensure-chromium.ts';
import { buildApps, root } from '../suite/build-apps.ts';
import { serveSuite } from '../suite/serve-suite.ts';
import { type Audit, auditPage } from './audit-page.ts';
import { openBrowser } from './open-browser.ts';
import { OptionsError, readOptions } from './read-options.ts';
import { describeAudits, type PageRuns, type PageSummary, summarizeAudits } from './summarize-audits.ts';

const reports = join(root, '.flotilla/lighthouse/reports');

const run = async (args: string[]): Promise<number> => {
	const { pages, devices, runs, save } = readOptions(args);
	ensureChromium();
	console.log('Building the suite and starting it with the demo data ...');
	await buildApps();
	await mkdir(reports, { recursive: true });
	const suite = await serveSuite();
	const measured: PageRuns[] = [];
	let chromium = 'unknown';
	try {
		for (const signedIn of [false, true]) {
			const wanted = pages.filter((page) => page.signedIn === signedIn);
			if (wanted.length === 0) continue;
			const browser = await openBrowser(suite, { signedIn });
			chromium = browser.version;
			try {
				for (const device of devices) {
					for (const { name, path } of wanted) {
						const audits: Audit[] = [];
						for (let index = 0; index < runs; index += 1) {
							const { audit, html } = await auditPage({ url: `${suite.url}${path}`, device, port: browser.port });
							audits.push(audit);
							await writeFile(join(reports, `${name}-${device}-${index + 1}.html`), html);
							console.log(`${name}, ${device}, ${index + 1} of ${runs}: performance ${audit.performance}`);
						}
						measured.push({ page: name, device, runs: audits });
					}
				}
			} finally {
				await browser.close();
			}
		}
	} finally {
		await suite.stop();
	}

	const summaries = measured.map((page) => summarizeAudits(page));
	console.log(`\n${describeAudits(summaries)}\n`);
	for (const { page, device, misses, complaints } of summaries) {
		for (const line of [...misses, ...complaints]) console.log(`${page}, ${device}: ${line}`);
	}
	console.log(`The reports are in ${reports}.`);
	if (save) await writeDown(summaries, measured, { runs, chromium });
	return summaries.some(({ misses }) => misses.length > 0) ? 1 : 0;
};

const writeDown = async (
	summaries: readonly PageSummary[],
	measured: readonly PageRuns[],
	{ runs, chromium }: { runs: number; chromium: string },
): Promise<void> => {
	const machine = { processor: cpus()[0]?.model ?? 'unknown', cores: cpus().length, chromium };
	const data = join(root, 'docs/performance');
	await mkdir(data, { recursive: true });
	const content = { date: new Date().toISOString(), machine, runs, summaries, measured };
	await writeFile(join(data, 'lighthouse.json'), `${JSON.stringify(content, null, 2)}\n`);
	const slowest = Math.min(...summaries.map(({ figures }) => figures.machineIndex));
	const note = `Medians of ${runs} runs on ${machine.cores} cores of ${machine.processor} (Lighthouse's own measure of the machine: ${slowest} at least), Chromium ${chromium}.`;
	const page = join(root, 'docs/performance.md');
	const table = `${describeAudits(summaries)}\n\n${note}`;
	await writeFile(page, writeBetweenMarkers(await readFile(page, 'utf8'), 'lighthouse', table));
	console.log('Wrote docs/performance.md and docs/performance/lighthouse.json');
};

try {
	process.exitCode = await run(process.argv.slice(2));
} catch (error) {
	if (!(error instanceof OptionsError)) throw error;
	console.error(error.message);
	process.exitCode = 2;
}
