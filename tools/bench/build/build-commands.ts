import { join } from 'node:path';
import { root } from '../../suite/build-apps.ts';
import type { CommandOptions } from './run-command.ts';

const program = (path: string): [string, string] => [process.execPath, join(root, 'node_modules', path)];

/** `npm run build` without its cache: all apps of the checkout. */
export const buildEverything: CommandOptions = {
	command: [...program('nx/dist/bin/nx.js'), 'run-many', '-t', 'build', '--skip-nx-cache'],
	folder: root,
};

/** `npm run build` as a person types it. */
export const buildAsTyped: CommandOptions = { command: ['npm', 'run', 'build'], folder: root };

/** The `build` script of one app, in a copy of the source. */
export const buildApp = (source: string, app: string): CommandOptions => ({
	command: [...program('@rspack/cli/bin/rspack.js'), 'build', '--mode', 'production'],
	folder: join(source, 'apps', app),
});

const monolithOf = (source: string): string => join(source, 'tools/bench/build/monolith');

/** Where the monolith's build is. */
export const monolithDist = (source: string): string => join(monolithOf(source), 'dist');

export interface MonolithOptions {
	/** A folder in which its builds keep what the next one can use. Default: they keep nothing. */
	cache?: string;
}

export const buildMonolith = (source: string, { cache }: MonolithOptions = {}): CommandOptions => ({
	command: [...program('@rsbuild/core/bin/rsbuild.js'), 'build'],
	folder: monolithOf(source),
	...(cache === undefined ? {} : { env: { BENCH_CACHE: cache } }),
});
