import { defineConfig, devices } from '@playwright/test';
import { chromiumArgs, findChromium } from '../tools/browser/find-chromium.ts';

const executablePath = findChromium();

export default defineConfig({
	testDir: './specs',
	globalSetup: './fixtures/prepare-data.ts',
	outputDir: '../.flotilla/e2e/results',
	// Each worker runs a suite of its own: two servers and a database.
	workers: 1,
	forbidOnly: true,
	retries: 0,
	timeout: 90_000,
	expect: { timeout: 10_000 },
	reporter: [['list'], ['json', { outputFile: '../.flotilla/e2e/report.json' }]],
	use: {
		...devices['Desktop Chrome'],
		// A trace costs a sixth of the time: `--trace retain-on-failure` has one of what fails.
		trace: 'off',
		actionTimeout: 15_000,
		launchOptions: { args: [...chromiumArgs], ...(executablePath === undefined ? {} : { executablePath }) },
	},
});
