import { expect, test } from 'vitest';
import { OptionsError, readOptions } from './read-options.ts';

test('without options every page is audited three times on both devices, and written down', () => {
	const options = readOptions([]);
	expect(options.pages.map(({ name }) => name)).toEqual(['sign-in', 'dashboard', 'users', 'files']);
	expect(options).toMatchObject({ devices: ['desktop', 'mobile'], runs: 3, save: true });
});

test('a part of the pages is not written down as if it were the whole', () => {
	const options = readOptions(['--pages', 'users', '--runs', '1']);
	expect(options.pages.map(({ name }) => name)).toEqual(['users']);
	expect(options).toMatchObject({ runs: 1, save: false });
	expect(readOptions(['--devices', 'mobile']).save).toBe(false);
	expect(readOptions(['--no-save']).save).toBe(false);
});

test.each([
	['--pages', 'nowhere'],
	['--devices', 'watch'],
	['--runs', '0'],
	['--runs', 'many'],
	['--what', 'ever'],
])('%s %s is refused with how it is written', (...args) => {
	expect(() => readOptions(args)).toThrow(OptionsError);
	expect(() => readOptions(args)).toThrow('npm run lighthouse');
});
