import { defineConfig } from 'vitest/config';

/** What needs the builds in `apps/*\/dist`: run by `npm test -- budget`, which makes them. */
export default defineConfig({
	test: {
		root: new URL('../..', import.meta.url).pathname,
		environment: 'node',
		include: ['tools/budget/**/*.budget.ts'],
		// A publish compresses as hard as it can.
		testTimeout: 120_000,
		hookTimeout: 120_000,
	},
});
