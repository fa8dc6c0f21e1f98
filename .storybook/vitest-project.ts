import { fileURLToPath } from 'node:url';
import { storybookTest } from '@storybook/addon-vitest/vitest-plugin';
import react from '@vitejs/plugin-react';
import { playwright } from '@vitest/browser-playwright';
import { msw } from 'msw/vite';
import type { TestProjectInlineConfiguration } from 'vitest/config';
import type { BrowserConfigOptions } from 'vitest/node';
import { chromiumArgs, findChromium } from '../tools/browser/find-chromium.ts';
import { messagesPlugin } from '../tools/build/messages-plugin.ts';
import { platformExamples } from '../tools/docs/examples-plugin.ts';

/** Found when a project is configured, not before: tests without a browser need none. */
const browser = (): BrowserConfigOptions => {
	const executablePath = findChromium();
	return {
		enabled: true,
		headless: true,
		screenshotFailures: false,
		provider: playwright({
			// Without motion a test sees what a person sees in the end, at once.
			contextOptions: { reducedMotion: 'reduce' },
			launchOptions: { args: [...chromiumArgs], ...(executablePath === undefined ? {} : { executablePath }) },
		}),
		instances: [{ browser: 'chromium', viewport: { width: 1280, height: 800 } }],
	};
};

/**
 * Projects of one group run side by side, on Node and in the browser. Without a group those that share modules between
 * their files run before all others, and half of the machine waits.
 */
export const besideOthers = { groupOrder: 1 };

/**
 * Every story rendered in Chromium: its play function, its accessibility, its contrast in light and dark, and a quiet
 * console are the test.
 */
export const storybookProject = (): TestProjectInlineConfiguration => ({
	plugins: [storybookTest({ configDir: fileURLToPath(new URL('.', import.meta.url)) })],
	// Five hundred rows, looked at by axe in three colourings, take longer than the usual 15 s on two cores.
	test: { name: 'storybook', browser: browser(), sequence: besideOthers, testTimeout: 60_000 },
});

/**
 * Every story in a language that runs from right to left and in one of long words, on a desk and on a phone: nothing
 * sticks out of the page. A few pages render them all, and their steps are not played.
 */
export const layoutProject = (): TestProjectInlineConfiguration => ({
	plugins: [react(), messagesPlugin()],
	test: {
		name: 'storybook-layout',
		include: ['.storybook/layout-*.browser.test.tsx'],
		// Its files wait for stillness more than they work: side by side, and after those that work.
		maxWorkers: 3,
		sequence: { groupOrder: besideOthers.groupOrder + 1 },
		testTimeout: 60_000,
		browser: browser(),
	},
});

/** Tests of components without stories, in the same browser: `*.browser.test.tsx`. */
export const browserProject = (): TestProjectInlineConfiguration => ({
	// The worker's script alone, for the test that runs the fake backend behind it.
	plugins: [react(), messagesPlugin(), msw({ mode: 'worker-only' }), platformExamples()],
	test: {
		name: 'browser',
		include: ['{shared,apps}/**/*.browser.test.tsx'],
		sequence: besideOthers,
		browser: browser(),
	},
});
