import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { findEngineTests } from './find-engine-tests.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Everything that has two engines over the one past one machine, and several nodes on it. See tools/scale/global-setup.ts. */
export default defineConfig({
	test: {
		root,
		environment: 'node',
		isolate: false,
		include: ['tools/scale/**/*.scale.ts', ...findEngineTests(root)],
		globalSetup: 'tools/scale/global-setup.ts',
		// Most of the time a test waits for a server, which is a process of its own.
		maxWorkers: '100%',
		testTimeout: 30_000,
		hookTimeout: 60_000,
	},
});
