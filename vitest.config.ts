import { defineConfig } from 'vitest/config';
import { browserProject, layoutProject, storybookProject } from './.storybook/vitest-project.ts';
import { messagesPlugin } from './tools/build/messages-plugin.ts';

export default defineConfig({
	test: {
		projects: [
			{
				plugins: [messagesPlugin()],
				test: {
					name: 'node',
					environment: 'node',
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
