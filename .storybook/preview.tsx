import { setStoryToolbar } from '@flotilla/testing/stories';
import { fontsAttribute } from '@flotilla/ui/fonts-script';
import type { Preview } from '@storybook/react-vite';
import { configure } from 'storybook/test';
import { MINIMAL_VIEWPORTS } from 'storybook/viewport';
import { checkContrast, isTest } from './check-contrast.ts';
import { StoryFrame } from './story-frame.tsx';
import { globalTypes, initialToolbar, readToolbar } from './toolbar.ts';
import { watchConsole } from './watch-console.ts';

// What a story waits for comes late on a machine with much to do; that says nothing about the story.
configure({ asyncUtilTimeout: 10_000 });

// A story is looked at as a page looks in the end: with its fonts from the first paint on.
document.documentElement.setAttribute(fontsAttribute, '');

const size = (name: string, width: number, height: number, type: 'mobile' | 'tablet' | 'desktop') => ({
	name: `${name} (${width} × ${height})`,
	styles: { width: `${width}px`, height: `${height}px` },
	type,
});

const preview: Preview = {
	globalTypes,
	initialGlobals: { ...initialToolbar },
	parameters: {
		layout: 'padded',
		backgrounds: { disable: true },
		controls: { expanded: false },
		// A test keeps what is wrong; all that is right as well is a hundred megabytes of report.
		a11y: { test: 'error', ...(isTest() ? { options: { resultTypes: ['violations'] } } : {}) },
		viewport: {
			options: {
				...MINIMAL_VIEWPORTS,
				phone: size('Phone', 390, 844, 'mobile'),
				tablet: size('Tablet', 820, 1180, 'tablet'),
				desktop: size('Desktop', 1280, 800, 'desktop'),
			},
		},
		options: {
			storySort: {
				order: ['Start here', 'Tokens', 'UI', 'Shell', 'Auth', 'Users', 'Files', 'Platform'],
				method: 'alphabetical',
			},
		},
	},
	loaders: [
		// Before the story's own loaders, which make the world that it takes place in.
		({ globals }) => {
			const { network, role, language } = readToolbar(globals);
			setStoryToolbar({ network, language, role: role === 'nobody' ? null : role });
			return {};
		},
	],
	decorators: [
		(Story, { globals }) => (
			<StoryFrame globals={readToolbar(globals)}>
				<Story />
			</StoryFrame>
		),
	],
	beforeEach: () => {
		const console = watchConsole();
		return () => console.stop();
	},
	async afterEach(context) {
		watchConsole.assertQuiet();
		await checkContrast(context);
	},
};

export default preview;
