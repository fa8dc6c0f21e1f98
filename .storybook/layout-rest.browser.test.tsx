import { type StoryFile, testLayout } from './test-layout.tsx';

testLayout(
	import.meta.glob<StoryFile>([
		'./*.stories.tsx',
		'../apps/*/src/**/*.stories.tsx',
		'../tools/remote-template/src/**/*.stories.tsx',
		// In a file of their own, beside this one.
		'!../apps/{auth,users}/src/**',
	]),
);
