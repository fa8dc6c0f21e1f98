import { UiProvider } from '@flotilla/ui';
import type { Preview } from '@storybook/react-vite';
import { useLayoutEffect } from 'react';
import { configure } from 'storybook/test';
import { watchConsole } from './watch-console.ts';

// What a story waits for comes late on a machine with much to do; that says nothing about the story.
configure({ asyncUtilTimeout: 10_000 });

const preview: Preview = {
	globalTypes: {
		theme: {
			description: 'Colour scheme',
			toolbar: {
				icon: 'contrast',
				dynamicTitle: true,
				items: [
					{ value: 'light', title: 'Light', icon: 'sun' },
					{ value: 'dark', title: 'Dark', icon: 'moon' },
				],
			},
		},
		contrast: {
			description: 'Contrast',
			toolbar: {
				icon: 'accessibility',
				dynamicTitle: true,
				items: [
					{ value: 'normal', title: 'Normal contrast' },
					{ value: 'more', title: 'High contrast' },
				],
			},
		},
		direction: {
			description: 'Direction of the text',
			toolbar: {
				icon: 'transfer',
				dynamicTitle: true,
				items: [
					{ value: 'ltr', title: 'Left to right' },
					{ value: 'rtl', title: 'Right to left' },
				],
			},
		},
	},
	initialGlobals: { theme: 'light', contrast: 'normal', direction: 'ltr' },
	parameters: {
		layout: 'padded',
		backgrounds: { disable: true },
		controls: { expanded: false },
		a11y: { test: 'error' },
	},
	decorators: [
		(Story, { globals }) => {
			useLayoutEffect(() => {
				document.documentElement.dir = globals.direction;
				document.documentElement.lang = 'en';
			}, [globals.direction]);
			return (
				<UiProvider forcedColorScheme={globals.theme} forcedContrast={globals.contrast}>
					<Story />
				</UiProvider>
			);
		},
	],
	beforeEach: () => {
		const console = watchConsole();
		return () => console.stop();
	},
	afterEach: () => watchConsole.assertQuiet(),
};

export default preview;
