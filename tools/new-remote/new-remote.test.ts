import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findRemotes } from '../suite/find-remotes.ts';
import { copyWorkspace, type WorkspaceCopy } from './copy-workspace.ts';
import { withWorkspace } from './enter-in-lockfile.ts';

const original = join(import.meta.dirname, '../..');

const installed = () => {
	const stamp = join(original, 'node_modules/.flotilla-lock-hash');
	return existsSync(stamp) ? readFileSync(stamp, 'utf8') : undefined;
};

let workspace: WorkspaceCopy;
let installedBefore: string | undefined;
beforeAll(async () => {
	installedBefore = installed();
	workspace = await copyWorkspace(original);
});
afterAll(() => workspace.remove());

const run = (script: string, ...args: string[]) => {
	const { status, stdout, stderr } = spawnSync(process.execPath, [join(workspace.root, script), ...args], {
		cwd: workspace.root,
		encoding: 'utf8',
		env: { ...process.env, NO_COLOR: '1', NODE_NO_WARNINGS: '1' },
	});
	return { status, output: `${stdout}${stderr}` };
};
const newRemote = (...args: string[]) => run('tools/new-remote/main.ts', ...args);
const read = (path: string): string => readFileSync(join(workspace.root, path), 'utf8');
const fine = { status: 0 };

// A name that lengthens lines, and a title that is not made of it.
const name = 'travel-costs-of-the-whole-fleet';
const folder = `apps/${name}`;

describe('a new remote', () => {
	const stamp = () => read('node_modules/.flotilla-lock-hash');
	const hashOfLock = () => createHash('sha256').update(read('package-lock.json')).digest('hex');

	beforeAll(() => {
		// As if it had just been installed.
		writeFileSync(join(workspace.root, 'node_modules/.flotilla-lock-hash'), hashOfLock());
		expect(newRemote(name, '--title', 'Costs & Fees')).toMatchObject(fine);
	});

	test('is found beside the others, with nothing of the template left in it', () => {
		expect(findRemotes(workspace.root)).toEqual([...findRemotes(original), name].sort());
		for (const file of globSync(`${folder}/**/*.*`, { cwd: workspace.root })) {
			expect(read(file), file).not.toMatch(/\bsample\b/i);
		}
		expect(read(`${folder}/remote.manifest.ts`)).toContain("title: 'Costs & Fees'");
	});

	test('is in the lockfile, and the install stays up to date', () => {
		expect(JSON.parse(read('package-lock.json')).packages).toMatchObject({
			[folder]: { name: `@flotilla/${name}`, version: '0.1.0' },
			[`node_modules/@flotilla/${name}`]: { resolved: folder, link: true },
		});
		expect(stamp()).toBe(hashOfLock());
		// A copy that wrote through a link had the original installed anew.
		expect(installed()).toBe(installedBefore);
		expect(existsSync(join(workspace.root, 'node_modules/@flotilla', name, 'package.json'))).toBe(true);
	});

	test('is formatted, and lint has nothing to say', () => {
		expect(run('node_modules/@biomejs/biome/bin/biome', 'ci', '--error-on-warnings', folder)).toMatchObject(fine);
	});

	test('has no wrong types', () => {
		expect(run('node_modules/typescript/bin/tsc', '--noEmit', '-p', folder)).toMatchObject(fine);
	});

	test('keeps to the boundaries', () => {
		const script = 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs';
		expect(run(script, '--config', '.dependency-cruiser.mjs', folder)).toMatchObject(fine);
	});

	test('has no dead file, export or dependency, and makes none elsewhere', () => {
		expect(run('node_modules/knip/bin/knip.js')).toMatchObject(fine);
	});

	test('passes its own tests, and those that look at every workspace', () => {
		const tests = [folder, 'tools/check/dependencies.test.ts', 'tools/check/messages.test.ts'];
		const { status, output } = run('node_modules/vitest/vitest.mjs', 'run', '--project', 'node', ...tests);
		expect({ status, output }).toMatchObject(fine);
		expect(output).toContain(`${folder}/src/entry/may-do.test.ts`);
	});

	test('is not made a second time', () => {
		expect(newRemote(name)).toEqual({
			status: 2,
			output: `There is @flotilla/${name} already, in ${folder}; choose another name.\n`,
		});
	});
});

test.each([
	['users', 'There is @flotilla/users already, in apps/users'],
	['session', 'There is @flotilla/session already, in shared/session'],
	['api', 'The path /api belongs to the registry'],
	['settings', 'The path /settings is a page of the shell'],
	['Billing', 'is no name for a remote'],
])('%s is refused with exit code 2, and nothing is left of it', (refused, why) => {
	const lock = read('package-lock.json');
	const apps = globSync('apps/*', { cwd: workspace.root }).sort();
	const { status, output } = newRemote(refused);
	expect(status).toBe(2);
	expect(output).toContain(why);
	expect(read('package-lock.json')).toBe(lock);
	expect(globSync('apps/*', { cwd: workspace.root }).sort()).toEqual(apps);
});

test('a path that another remote owns under another name is refused', () => {
	const file = join(workspace.root, 'apps/files/remote.manifest.ts');
	const manifest = readFileSync(file, 'utf8');
	writeFileSync(file, manifest.replace("routePrefix: '/files'", "routePrefix: '/papers'"));
	expect(newRemote('papers')).toMatchObject({ status: 2, output: expect.stringContaining('the remote in apps/files') });
	writeFileSync(file, manifest);
});

test("a folder that is somebody's is left as it is", () => {
	mkdirSync(join(workspace.root, 'apps/drafts'));
	writeFileSync(join(workspace.root, 'apps/drafts/notes.txt'), 'mine');
	expect(newRemote('drafts')).toMatchObject({
		status: 2,
		output: expect.stringContaining('There is a folder apps/drafts already'),
	});
	expect(read('apps/drafts/notes.txt')).toBe('mine');
});

test('the template asks for what the other remotes ask for', () => {
	const dependenciesOf = (path: string) =>
		(JSON.parse(readFileSync(join(original, path, 'package.json'), 'utf8')) as { dependencies: object }).dependencies;
	expect(dependenciesOf('apps/users')).toMatchObject(dependenciesOf('tools/remote-template'));
});

test('a lockfile gets two entries where npm puts them, and is otherwise the same text', () => {
	const before = readFileSync(join(original, 'package-lock.json'), 'utf8');
	const about = { version: '0.1.0', license: 'MIT', dependencies: {}, devDependencies: {} };
	const after = withWorkspace(before, 'apps/pier-fees', { name: '@flotilla/pier-fees', ...about });
	const { packages } = JSON.parse(after) as { packages: Record<string, object> };
	for (const start of ['apps/', 'node_modules/@flotilla/']) {
		const keys = Object.keys(packages).filter((key) => key.startsWith(start) && !key.includes('/node_modules/'));
		expect(keys).toContain(`${start}pier-fees`);
		expect(keys).toEqual(keys.toSorted((a, b) => a.localeCompare(b, 'en')));
	}
	delete packages['apps/pier-fees'];
	delete packages['node_modules/@flotilla/pier-fees'];
	expect(`${JSON.stringify({ ...JSON.parse(after), packages }, null, 2)}\n`).toBe(before);
});
