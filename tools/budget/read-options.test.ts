import { expect, test } from 'vitest';
import { OptionsError, readOptions } from './read-options.ts';

test('without options budgets are held, and nothing is written', () => {
	expect(readOptions([])).toEqual({ update: false, explain: false, help: false });
	expect(readOptions(['--update', '--explain'])).toEqual({ update: true, explain: true, help: false });
});

test.each([[['--what']], [['users']], [['--update', 'users']]])('%j is refused with how it is written', (args) => {
	expect(() => readOptions(args)).toThrow(OptionsError);
	expect(() => readOptions(args)).toThrow('npm run budget');
});
