import type { Plugin } from 'vite';
import { compileMessages, messagesFiles } from './compile-messages.ts';

/** `import('./messages/de.json', { with: { type: 'json' } })`, which Vite leaves to the browser to understand. */
const jsonImports = /(import\([^()]*\.json['"]),\s*\{\s*with:\s*\{\s*type:\s*['"]json['"],?\s*\},?\s*\}\s*\)/g;

/** For Vite, and so for tests and Storybook: files of messages, compiled. */
export const messagesPlugin = (): Plugin[] => [
	{
		name: 'flotilla:messages',
		enforce: 'pre',
		transform: {
			filter: { id: messagesFiles },
			handler: (source, id) => ({ code: compileMessages(source, id), map: null }),
		},
	},
	{
		name: 'flotilla:messages-imports',
		enforce: 'pre',
		transform: {
			// Vite serves JSON as a module of JavaScript: a browser that was told to expect JSON refuses it.
			filter: { id: /\.tsx?$/, code: "type: 'json'" },
			handler: (source) => ({ code: source.replace(jsonImports, '$1)'), map: null }),
		},
	},
];
