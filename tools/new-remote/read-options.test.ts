import { expect, test } from 'vitest';
import { OptionsError, readOptions } from './read-options.ts';

test('a name is enough, and its title is made of it', () => {
	expect(readOptions(['billing'])).toEqual({ name: 'billing', title: 'Billing' });
	expect(readOptions(['travel-costs'])).toEqual({ name: 'travel-costs', title: 'Travel costs' });
});

test('a title of its own may have letters of any language', () => {
	expect(readOptions(['fees', '--title', ' Gebühren & Co. '])).toEqual({ name: 'fees', title: 'Gebühren & Co.' });
});

test('help is asked for', () => expect(readOptions(['--help'])).toBeNull());

test.each(['Billing', 'bill_ing', '2fa', 'b', 'billing-', 'a--b', '../billing', 'rechnung/en', 'x'.repeat(41)])(
	'%s is no name',
	(name) => {
		expect(() => readOptions([name])).toThrow(OptionsError);
		expect(() => readOptions([name])).toThrow(/is no name for a remote/);
	},
);

test.each(['', "Bob's", '{count}', '"', 'A\nB', 'x'.repeat(41)])('%j is no title', (title) => {
	expect(() => readOptions(['billing', '--title', title])).toThrow(/is no title/);
});

test('nothing, two names and unknown options are refused', () => {
	expect(() => readOptions([])).toThrow('What is the remote called?');
	expect(() => readOptions(['billing', 'fees'])).toThrow('One remote at a time, not billing and fees.');
	expect(() => readOptions(['billing', '--port', '1'])).toThrow(OptionsError);
});
