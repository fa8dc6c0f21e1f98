import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { root } from '../suite/build-apps.ts';

/** What browsers get, by package; the rest runs on servers and in tests. */
const measured = ['contracts', 'event-bus', 'api-client', 'session', 'data-cache', 'federation', 'platform', 'ui'];

/** A page of its own, not part of the suite's, and what only builds and servers read; scripts of a few lines in the page itself, too. */
const unmeasured = ['./standalone', './event-schemas', './open-api'];

/** Runs size-limit over event-bus with its own budget, and with these lines added to it. */
const measureEventBus = (added: string) => {
	const parent = join(root, '.flotilla/test');
	mkdirSync(parent, { recursive: true });
	// Inside the workspace, so that what is imported is found.
	const folder = mkdtempSync(join(parent, 'sizes-'));
	onTestFinished(() => rmSync(folder, { recursive: true }));
	const source = join(root, 'shared/event-bus/src/index.ts');
	writeFileSync(join(folder, 'index.ts'), `export * from ${JSON.stringify(source)};\n${added}`);
	const config = join(folder, '.size-limit.mjs');
	writeFileSync(
		config,
		`import budgets from ${JSON.stringify(join(root, '.size-limit.mjs'))};
		export default budgets.filter(({ name }) => name === 'event-bus').map((budget) => ({ ...budget, path: 'index.ts' }));`,
	);
	const { status, stdout, stderr } = spawnSync(
		process.execPath,
		[join(root, 'node_modules/size-limit/bin.js'), '--config', config],
		{ cwd: root, encoding: 'utf8' },
	);
	return { status, output: `${stdout}${stderr}` };
};

it('every package that browsers load has a budget for each of its entries', () => {
	const budgets = readFileSync(join(root, '.size-limit.mjs'), 'utf8');
	for (const name of measured) {
		const { exports } = JSON.parse(readFileSync(join(root, 'shared', name, 'package.json'), 'utf8')) as {
			exports: Record<string, string>;
		};
		const entries = Object.keys(exports).filter((entry) => !unmeasured.includes(entry) && !entry.endsWith('-script'));
		for (const entry of entries) expect(budgets).toContain(`name: '${name}${entry.slice(1)}'`);
	}
});

it('a package is within its budget, and a library more is not', () => {
	expect(measureEventBus('')).toMatchObject({ status: 0 });
	const { status, output } = measureEventBus("export * from 'idb';");
	expect(output).toContain('exceeded');
	expect(status).not.toBe(0);
});

it('what is loaded on demand does not count', () => {
	expect(measureEventBus("export const later = () => import('idb');")).toMatchObject({ status: 0 });
});
