import { join } from 'node:path';
import type { Plugin } from 'vite';
import { readExamples } from './read-examples.ts';

const listId = 'virtual:platform-examples';
const root = join(import.meta.dirname, '../..');

/** Lets a browser test import the code blocks of docs/platform.md: `virtual:platform-examples` lists and loads them. */
export const platformExamples = (): Plugin => ({
	name: 'platform-examples',
	resolveId(id) {
		if (id === listId) return `\0${listId}`;
		// Inside a package, so that what they import is found as any remote finds it.
		if (id.startsWith(`${listId}/`)) return join(root, 'shared/testing/src/docs', id.slice(listId.length + 1));
		return null;
	},
	load(id) {
		const examples = readExamples(join(root, 'docs/platform.md'));
		if (id === `\0${listId}`) {
			const rows = examples.map(
				({ name, extension }, index) =>
					`{ name: ${JSON.stringify(name)}, load: () => import('${listId}/example-${index}.${extension}') }`,
			);
			return `export const examples = [${rows.join(', ')}];`;
		}
		const [, index] = /shared\/testing\/src\/docs\/example-(\d+)\.tsx?$/.exec(id) ?? [];
		return index === undefined ? null : (examples[Number(index)]?.code ?? null);
	},
});
