#!/usr/bin/env node
// The command is TypeScript, which Node runs since 22.18. An older Node starts the one this workspace brings along.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import module, { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const findNode = () => {
	try {
		return join(dirname(createRequire(import.meta.url).resolve('node/package.json')), 'bin', 'node');
	} catch {
		return undefined;
	}
};

/**
 * Half of the command's time is to read its own code. It is kept where only this person writes, and read anew each time
 * where nothing can be written.
 */
const keepCompiled = () => {
	const caches = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
	const folder = join(caches, 'flotilla');
	try {
		// Made here, and one by one: Node itself tries for ever below /proc, where some homes are.
		for (const path of [caches, folder]) if (!existsSync(path)) mkdirSync(path);
		module.enableCompileCache(folder);
	} catch {}
};

if (process.features.typescript) {
	keepCompiled();
	await import('../src/cli/main.ts');
} else {
	const node = process.env.FLOTILLA_RESTARTED === undefined ? findNode() : undefined;
	if (node === undefined) {
		process.stderr.write(`flotilla needs Node 24; this is ${process.version}. Run "npm install" first.\n`);
		process.exit(1);
	}
	const { status, error } = spawnSync(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
		stdio: 'inherit',
		env: { ...process.env, FLOTILLA_RESTARTED: '1' },
	});
	if (error !== undefined) process.stderr.write(`flotilla cannot start ${node}: ${error.message}\n`);
	process.exit(status ?? 1);
}
