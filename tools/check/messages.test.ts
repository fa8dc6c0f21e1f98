import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { roles } from '@flotilla/contracts';
import { languages } from '@flotilla/i18n';
import compile from 'icu-minify/compile';
import { describe, expect, test } from 'vitest';
import { root } from '../suite/build-apps.ts';

type Messages = Record<string, string>;

const read = (file: string): Messages => JSON.parse(readFileSync(join(root, file), 'utf8')) as Messages;

const files = globSync('{apps,shared,tools}/*/src/**/messages/**/*.json', {
	cwd: root,
	exclude: (path) => path.includes('node_modules'),
});
const english = files.filter((file) => basename(file) === 'en.json');
const translations = languages.filter((language) => language !== 'en');

/** Keys that no code writes out, because data names them; by catalogue. */
const namedByData: Readonly<Record<string, readonly string[]>> = {
	// A role is told by its own name, wherever one is shown.
	'apps/users/src/person/messages/en.json': roles,
};

/** Names of arguments and tags, wherever they stand in a compiled message. */
const argumentsOf = (node: unknown, found = new Set<string>()): Set<string> => {
	if (!Array.isArray(node)) return found;
	for (const part of node) {
		if (!Array.isArray(part)) continue;
		const [name, kind, branches] = part as [string, unknown, unknown];
		if (typeof name === 'string') found.add(name);
		if (typeof kind === 'number' && kind >= 1 && kind <= 3)
			for (const branch of Object.values(branches as object))
				argumentsOf(Array.isArray(branch) ? branch : [branch], found);
		else argumentsOf(part.slice(1), found);
	}
	return found;
};

test('there are catalogues', () => expect(english.length).toBeGreaterThan(0));

describe.each(english)('%s', (file) => {
	const messages = read(file);

	test.each(Object.keys(messages))('%s is in the ICU format', (key) => {
		expect(() => compile(messages[key] ?? '')).not.toThrow();
	});

	test.each(translations)('%s has the same keys with the same arguments', (language) => {
		const translated = read(join(dirname(file), `${language}.json`));
		expect(Object.keys(translated).sort()).toEqual(Object.keys(messages).sort());
		for (const [key, message] of Object.entries(translated))
			expect([...argumentsOf(compile(message))].sort(), key).toEqual(
				[...argumentsOf(compile(messages[key] ?? ''))].sort(),
			);
	});

	test('every text is used by the code of its app or package', () => {
		const folder = file.split('/').slice(0, 3).join('/');
		const source = globSync('**/*.{ts,tsx}', { cwd: join(root, folder), exclude: ['**/*.test.*', '**/*.stories.*'] })
			.map((path) => readFileSync(join(root, folder, path), 'utf8'))
			.join('\n');
		// A key that is put together (`role.${role}`) counts by its beginning, up to the dot.
		const isMade = (key: string): boolean => {
			const stem = key.slice(0, key.lastIndexOf('.') + 1);
			return stem !== '' && source.includes(`\`${stem}\${`);
		};
		const named = namedByData[file] ?? [];
		const unused = Object.keys(messages).filter(
			(key) => !source.includes(`'${key}'`) && !isMade(key) && !named.includes(key),
		);
		if (!file.includes('/testing/')) expect(unused).toEqual([]);
	});
});
