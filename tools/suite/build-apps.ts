import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { findRemotes } from './find-remotes.ts';

/** The folder of this checkout. */
export const root = join(import.meta.dirname, '../..');

/** The apps a browser loads, in the order they are published: the shell provides what the others consume. */
export const browserApps: readonly ['shell', ...string[]] = ['shell', ...findRemotes(root)];

interface BuildAppsOptions {
	/** Ends a build that is under way. */
	signal?: AbortSignal;
}

/** Builds the apps, those that changed since their last build. Rejects with what the builds printed. */
export const buildApps = (apps: readonly string[] = browserApps, { signal }: BuildAppsOptions = {}): Promise<void> =>
	new Promise((resolve, reject) => {
		signal?.throwIfAborted();
		const nx = join(root, 'node_modules/nx/dist/bin/nx.js');
		const child = spawn(
			process.execPath,
			[nx, 'run-many', '-t', 'build', '-p', ...apps.map((app) => `@flotilla/${app}`), '--output-style=stream'],
			{ cwd: root, stdio: ['ignore', 'pipe', 'pipe'] },
		);
		const end = () => child.kill();
		signal?.addEventListener('abort', end, { once: true });
		let output = '';
		child.stdout.on('data', (chunk: Buffer) => {
			output += chunk;
		});
		child.stderr.on('data', (chunk: Buffer) => {
			output += chunk;
		});
		child.once('error', reject);
		// Not `exit`: the builds themselves are processes of their own, which may outlive the one that started them.
		child.once('close', (code) => {
			signal?.removeEventListener('abort', end);
			if (code === 0) resolve();
			else reject(new Error(`The build failed:\n${output}`));
		});
	});
