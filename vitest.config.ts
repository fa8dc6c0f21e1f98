import { defineConfig } from 'vitest/config';
import { besideOthers, browserProject, layoutProject, storybookProject } from './.storybook/vitest-project.ts';
import { messagesPlugin } from './tools/build/messages-plugin.ts';

export default defineConfig({
	test: {
		projects: [
			{
				plugins: [messagesPlugin()],
				test: {
					name: 'node',
					environment: 'node',
					// A third of the time was spent on importing the same servers for each file.
					isolate: false,
					sequence: besideOthers,
					include: ['{apps,shared,tools}/**/*.test.ts'],
					testTimeout: 60_000,
					hookTimeout: 60_000,
				},
			},
			storybookProject(),
			layoutProject(),
			browserProject(),
		],
	},
});
