// `npm test`: every check, every unit and component test, every story, the servers past one machine where
// PostgreSQL and Redis are there, what pages may weigh, and the end-to-end tests. `npm test -- unit` (or check, scale,
// budget, e2e) runs a part, and a part that is asked for is whole: in a run of all, the servers' tests run over one
// engine, that of `scale` where there is one. Ends with `N passed, M failed`.
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import colors from 'picocolors';
import { ensureChromium } from '../browser/ensure-chromium.ts';
import { runBudgets } from '../budget/run-budgets.ts';
import { runChecks } from '../check/run-checks.ts';
import { ensureServices, missingServices } from '../scale/ensure-services.ts';
import { testsOfOtherEngines } from '../scale/find-engine-tests.ts';
import { buildApps, root } from '../suite/build-apps.ts';
import { type Outcome, readPlaywrightReport, readVitestReport } from './read-report.ts';

const reports = join(root, '.flotilla/test');
const nodeModules = join(root, 'node_modules');

const runTests = async <Report>(
	script: string,
	args: string[],
	report: string,
	read: (report: Report) => Outcome,
): Promise<Outcome> => {
	rmSync(report, { force: true });
	const code = await new Promise<number | null>((resolve, reject) => {
		const child = spawn(process.execPath, [join(nodeModules, script), ...args], { cwd: root, stdio: 'inherit' });
		child.once('error', reject);
		child.once('exit', resolve);
	});
	let outcome: Outcome;
	try {
		outcome = read(JSON.parse(readFileSync(report, 'utf8')) as Report);
	} catch {
		// The runner ended without a report: nothing it may have run can be counted.
		return { passed: 0, failures: [`${script} ended with exit code ${code} and left no report`] };
	}
	// A runner may fail outside any test, e.g. by an unhandled rejection.
	return code !== 0 && outcome.failures.length === 0
		? { ...outcome, failures: [`${script} ended with exit code ${code}, outside of any test`] }
		: outcome;
};

const runVitest = (name: string, ...args: string[]): Promise<Outcome> => {
	const report = join(reports, name);
	return runTests(
		'vitest/vitest.mjs',
		['run', ...args, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
		report,
		(json: Parameters<typeof readVitestReport>[0]) => {
			const { skipped, ...outcome } = readVitestReport(json);
			if (skipped > 0) console.log(colors.yellow(`${skipped} skipped`));
			return outcome;
		},
	);
};

const parts: Record<string, () => Promise<Outcome>> = {
	check: () => runChecks({ root, nodeModules }),
	unit: () => {
		ensureChromium();
		const elsewhere = chosen.length === 0 && missingServices().length === 0 ? testsOfOtherEngines(root) : [];
		if (elsewhere.length > 0) console.log(`${elsewhere.length} files of the servers' tests run in the part scale.`);
		return runVitest('vitest.json', ...elsewhere.flatMap((file) => ['--exclude', file]));
	},
	scale: () => {
		ensureServices();
		return runVitest('scale.json', '--config', 'tools/scale/vitest.config.ts');
	},
	budget: async () => {
		await buildApps();
		const held = await runBudgets();
		const growth = await runVitest('budget.json', '--config', 'tools/budget/vitest.config.ts');
		return { passed: held.passed + growth.passed, failures: [...held.failures, ...growth.failures] };
	},
	e2e: async () => {
		ensureChromium();
		await buildApps();
		const args = ['test', '--config', 'e2e/playwright.config.ts'];
		return runTests('@playwright/test/cli.js', args, join(root, '.flotilla/e2e/report.json'), readPlaywrightReport);
	},
};

const chosen = process.argv.slice(2);
const unknown = chosen.find((name) => parts[name] === undefined);
if (unknown !== undefined) {
	console.error(`There is no part "${unknown}"; choose from ${Object.keys(parts).join(', ')}.`);
	process.exit(2);
}

mkdirSync(reports, { recursive: true });
let passed = 0;
const failures: string[] = [];
const durations: string[] = [];
for (const [name, run] of Object.entries(parts)) {
	if (chosen.length > 0 && !chosen.includes(name)) continue;
	console.log(colors.bold(`\n── ${name} ${'─'.repeat(60 - name.length)}`));
	const missing = name === 'scale' && !chosen.includes(name) ? missingServices() : [];
	if (missing.length > 0) {
		console.log(colors.yellow(`Not run: ${missing.join(' and ')} cannot be found. npm run test:scale says how.`));
		continue;
	}
	const startedAt = performance.now();
	try {
		const outcome = await run();
		passed += outcome.passed;
		failures.push(...outcome.failures.map((failure) => `${name}: ${failure}`));
	} catch (error) {
		failures.push(`${name}: ${error instanceof Error ? error.message : error}`);
	}
	durations.push(`${name} ${Math.round((performance.now() - startedAt) / 1000)} s`);
}

// Thousands of lines may stand between a failure and the end, and CI often keeps the end alone.
if (failures.length > 0) console.log(colors.red(`\n${failures.join('\n')}`.replaceAll(root, '.')));
console.log(`\n${durations.join(', ')}`);
console.log(`${passed} passed, ${failures.length} failed`);
process.exit(failures.length === 0 && passed > 0 ? 0 : 1);
