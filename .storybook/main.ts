import type { StorybookConfig } from '@storybook/react-vite';
import { messagesPlugin } from '../tools/build/messages-plugin.ts';

const config: StorybookConfig = {
	stories: [
		'./*.stories.tsx',
		'../shared/ui/src/**/*.stories.tsx',
		'../apps/*/src/**/*.stories.tsx',
		'../tools/remote-template/src/**/*.stories.tsx',
	],
	addons: ['@storybook/addon-a11y', '@storybook/addon-vitest'],
	framework: { name: '@storybook/react-vite', options: {} },
	// TypeScript 7 has no API in JavaScript, which react-docgen-typescript needs.
	typescript: { reactDocgen: 'react-docgen' },
	viteFinal: (vite) => ({
		...vite,
		plugins: [...(vite.plugins ?? []), messagesPlugin()],
		// Those of the apps' builds. By default `:dir(rtl)` would become a list of languages, which no story speaks.
		build: { ...vite.build, cssTarget: ['chrome125', 'firefox128', 'safari17.5'] },
	}),
	core: { disableTelemetry: true, disableWhatsNewNotifications: true },
};

export default config;
