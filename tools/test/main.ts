// `npm test`: every check, every unit and component test, every story, the servers past one machine where
// PostgreSQL and Redis are there, and the end-to-end tests. `npm test -- unit` (or check, scale, e2e) runs a part. Ends with `N passed, M failed`.
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import colors from 'picocolors';
import { ensureChromium } from '../browser/ensure-chromium.ts';
import { runChecks } from '../check/run-checks.ts';
import { ensureServices, missingServices } from '../scale/ensure-services.ts';
import { buildApps, root } from '../suite/build-apps.ts';

interface Count {
	passed: number;
	failed: number;
}

const reports = join(root, '.flotilla/test');
const nodeModules = join(root, 'node_modules');

const runTests = async (
	script: string,
	args: string[],
	report: string,
	read: (json: unknown) => Count,
): Promise<Count> => {
	rmSync(report, { force: true });
	const code = await new Promise<number | null>((resolve, reject) => {
		const child = spawn(process.execPath, [join(nodeModules, script), ...args], { cwd: root, stdio: 'inherit' });
		child.once('error', reject);
		child.once('exit', resolve);
	});
	let count: Count;
	try {
		count = read(JSON.parse(readFileSync(report, 'utf8')));
	} catch {
		// The runner ended without a report: nothing it may have run can be counted.
		return { passed: 0, failed: 1 };
	}
	// A runner may fail outside any test, e.g. by an unhandled rejection.
	return code !== 0 && count.failed === 0 ? { ...count, failed: 1 } : count;
};

const runVitest = (name: string, ...args: string[]): Promise<Count> => {
	const report = join(reports, name);
	return runTests(
		'vitest/vitest.mjs',
		['run', ...args, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
		report,
		(json) => {
			const { numPassedTests, numFailedTests, numFailedTestSuites, numPendingTests } = json as Record<string, number>;
			if (numPendingTests) console.log(colors.yellow(`${numPendingTests} skipped`));
			// A file that cannot be loaded fails as a suite without a single failed test.
			return { passed: numPassedTests ?? 0, failed: Math.max(numFailedTests ?? 0, numFailedTestSuites ? 1 : 0) };
		},
	);
};

const parts: Record<string, () => Promise<Count>> = {
	check: () => runChecks({ root, nodeModules }),
	unit: () => {
		ensureChromium();
		return runVitest('vitest.json');
	},
	scale: () => {
		ensureServices();
		return runVitest('scale.json', '--config', 'tools/scale/vitest.config.ts');
	},
	e2e: async () => {
		ensureChromium();
		await buildApps();
		const report = join(root, '.flotilla/e2e/report.json');
		return runTests('@playwright/test/cli.js', ['test', '--config', 'e2e/playwright.config.ts'], report, (json) => {
			const { stats } = json as { stats: { expected: number; unexpected: number; flaky: number } };
			return { passed: stats.expected, failed: stats.unexpected + stats.flaky };
		});
	},
};

const chosen = process.argv.slice(2);
const unknown = chosen.find((name) => parts[name] === undefined);
if (unknown !== undefined) {
	console.error(`There is no part "${unknown}"; choose from ${Object.keys(parts).join(', ')}.`);
	process.exit(2);
}

mkdirSync(reports, { recursive: true });
const total: Count = { passed: 0, failed: 0 };
for (const [name, run] of Object.entries(parts)) {
	if (chosen.length > 0 && !chosen.includes(name)) continue;
	console.log(colors.bold(`\n── ${name} ${'─'.repeat(60 - name.length)}`));
	const missing = name === 'scale' && !chosen.includes(name) ? missingServices() : [];
	if (missing.length > 0) {
		console.log(colors.yellow(`Not run: ${missing.join(' and ')} cannot be found. npm run test:scale says how.`));
		continue;
	}
	try {
		const { passed, failed } = await run();
		total.passed += passed;
		total.failed += failed;
	} catch (error) {
		total.failed += 1;
		console.error(error instanceof Error ? error.message : error);
	}
}

console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1);
