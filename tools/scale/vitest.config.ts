import { defineConfig } from 'vitest/config';

/** Everything that has two engines over the one past one machine, and several nodes on it. See tools/scale/global-setup.ts. */
export default defineConfig({
	test: {
		root: new URL('../..', import.meta.url).pathname,
		environment: 'node',
		include: ['tools/scale/**/*.scale.ts', '{apps/api,apps/registry,shared/server}/**/*.test.ts'],
		globalSetup: 'tools/scale/global-setup.ts',
		testTimeout: 30_000,
		hookTimeout: 60_000,
	},
});
