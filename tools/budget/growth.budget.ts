// What the budgets are there to stop: changed copies of remotes, built as their teams would, and held against the
// budgets by what CI holds the suite by.
import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { buildChanged } from '../suite/build-changed.ts';
import { checkBudgets } from './check-budgets.ts';
import { measurePages } from './measure-pages.ts';
import { measureRemotes } from './measure-remotes.ts';
import { builtFolders, type MeasuredRegistry, startMeasuredRegistry } from './measured-registry.ts';
import { readBudgets, readKnownFiles } from './read-budgets.ts';

let registry: MeasuredRegistry;

beforeAll(async () => {
	registry = await startMeasuredRegistry();
	for (const folder of builtFolders()) await registry.publish(folder);
});

afterAll(() => registry.close());

const objections = async (): Promise<string[]> => {
	const figures = [...(await measurePages(registry)), ...(await measureRemotes(registry))];
	return checkBudgets(figures, await readBudgets(), await readKnownFiles()).flatMap(({ objection }) => objection ?? []);
};

/** Pages have the changed remote until the test is over. */
const publishChanged = async (app: string, edit: (source: string) => string): Promise<void> => {
	const build = await buildChanged(app, { file: 'src/expose/start.ts', edit });
	onTestFinished(async () => {
		await rm(dirname(dirname(build)), { recursive: true });
		const original = builtFolders().find((folder) => folder.endsWith(`/${app}/dist`));
		if (original !== undefined) await registry.publish(original);
	});
	await registry.publish(build);
};

test('a dependency more in a remote is over the budgets of its pages and of its code, which name the file', async () => {
	expect(await objections()).toEqual([]);
	// No browser needs it, it is installed, and the shell does not give it.
	await publishChanged(
		'users',
		(source) => `import { satisfies } from 'semver';\n${source}\nexport const isRecent = satisfies('1.2.3', '>=1');\n`,
	);
	const found = await objections();
	// In a file of its own or with what was there, as the bundler sees fit: whichever grew most.
	const file = String.raw`users/\w+\.js (?:grew most, by [\d,]+ to|is new, with) [\d,]+ bytes\.$`;
	for (const what of [
		'The page dashboard has [\\d,]+ bytes of scripts',
		'The page users has [\\d,]+ bytes of scripts',
		'The remote users has [\\d,]+ bytes of its own code',
	]) {
		expect(found).toContainEqual(
			expect.stringMatching(new RegExp(`^${what}, [\\d,]+ more than its budget of [\\d,]+\\. ${file}`)),
		);
	}
	for (const sentence of found) expect(sentence, 'nothing else grew').not.toMatch(/ (?:auth|files|sign-in) has /);
});

test('a request more is over the budget of its page, which names the file, however small it is', async () => {
	// Another part of the shell's components, which comes in files of its own.
	await publishChanged(
		'auth',
		(source) => `import { Sparkline } from '@flotilla/ui/charts';\n${source}\nexport const Chart = Sparkline;\n`,
	);
	expect(await objections()).toContainEqual(
		expect.stringMatching(
			/^The page sign-in has \d+ requests for scripts, \d+ more than its budget of \d+\. New: shell\/\w+\.js/,
		),
	);
});
