import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildManifestFile } from '@flotilla/contracts';
import { expect, it, onTestFinished } from 'vitest';
import { stampBuild } from './stamp-build.ts';

const [start, lazy, vendor, entry, portable] = ['a', 'b', 'c', 'd', 'e'].map((letter) => letter.repeat(16));

const build = {
	[`start.${start}.js`]: 'export const start = 1;',
	[`lazy.${lazy}.js`]: 'export const lazy = 1;',
	[`vendor.${vendor}.js`]: `export const vendor = '${'x'.repeat(200)}';`,
	[`remote-entry.${entry}.js`]: `export const files = ['${start}', '${lazy}', '${vendor}'];`,
	[`portable-entry.${portable}.js`]: `import './remote-entry.${entry}.js';`,
	[buildManifestFile]: JSON.stringify({
		entry: `remote-entry.${entry}.js`,
		initial: { modules: [`start.${start}.js`], styles: [] },
	}),
};

const stamped = async (version: string): Promise<Map<string, string>> => {
	const folder = await mkdtemp(join(tmpdir(), 'stamp-'));
	onTestFinished(() => rm(folder, { recursive: true }));
	const [from, to] = [await mkdtemp(join(folder, 'from-')), join(folder, 'to')];
	for (const [name, text] of Object.entries(build)) await writeFile(join(from, name), text);
	await stampBuild({ from, to, app: 'users', version, maximumChunk: 100 });
	const names = await readdir(to);
	return new Map(await Promise.all(names.map(async (name) => [name, await readFile(join(to, name), 'utf8')] as const)));
};

it('a stamped build has other names for what it changed, follows them everywhere, and leaves the rest alone', async () => {
	const files = await stamped('1.2.0');
	const nameOf = (beginning: string) => [...files.keys()].find((name) => name.startsWith(`${beginning}.`)) ?? '';
	const entryName = nameOf('remote-entry');
	expect([...files.keys()].filter((name) => name in build).sort()).toEqual([buildManifestFile, `vendor.${vendor}.js`]);
	for (const name of ['start', 'lazy'])
		expect(files.get(entryName)).toContain(nameOf(name).replace(/^\w+\.(\w+)\.js$/, '$1'));
	expect(files.get(entryName)).toContain(vendor);
	expect(files.get(nameOf('portable-entry'))).toContain(entryName);
	expect(JSON.parse(files.get(buildManifestFile) ?? '')).toMatchObject({
		entry: entryName,
		initial: { modules: [nameOf('start')] },
	});
});

it('its code says of which version it is, and each version has names of its own', async () => {
	const [first, second] = [await stamped('1.2.0'), await stamped('1.3.0')];
	const scripts = [...first].filter(([name]) => /^(?:start|lazy|remote-entry)/.test(name));
	expect(scripts).toHaveLength(3);
	for (const [name, text] of scripts) {
		expect(text).toContain('["users"]??=new Set).add("1.2.0")');
		expect(second.has(name)).toBe(false);
	}
});
