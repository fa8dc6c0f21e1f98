import { expect, test } from 'vitest';
import { createFormat } from './create-format.ts';

test('numbers, shares, sizes and lists are written as the locale writes them', () => {
	const german = createFormat('de');
	expect(german.number(1234.5)).toBe('1.234,5');
	expect(german.percent(0.5)).toBe('50\u00a0%');
	expect(german.bytes(1437)).toBe('1,4 kB');
	expect(german.list(['Ada', 'Bea', 'Cai'])).toBe('Ada, Bea und Cai');
	expect(createFormat('en').list(['Ada', 'Bea'], 'disjunction')).toBe('Ada or Bea');
});

test.each([
	[0, '0 sec'],
	[0.2, '1 sec'],
	[59, '59 sec'],
	[125, '2 min 5 sec'],
	[3600, '1 hr'],
	[90_061, '1 day 1 hr'],
	[Number.NaN, '0 sec'],
	[-3, '0 sec'],
])('%d seconds are %s', (seconds, text) => {
	expect(createFormat('en').duration(seconds)).toBe(text);
});
