import { expect, test } from 'vitest';
import { formatBytes } from './format-bytes.ts';

test.each([
	[0, '0 bytes'],
	[1, '1 byte'],
	[999, '999 bytes'],
	[1000, '1 kB'],
	[1437, '1.4 kB'],
	[84_410, '84.4 kB'],
	[999_499, '999 kB'],
	// Rounding must not give «1,000 kB».
	[999_999, '1 MB'],
	[10 * 1024 * 1024, '10.5 MB'],
	[3_100_000_000, '3.1 GB'],
	[5e15, '5,000 TB'],
	[-1, '0 bytes'],
	[Number.NaN, '0 bytes'],
])('%d bytes are %s', (bytes, text) => {
	expect(formatBytes(bytes, 'en')).toBe(text);
});

test('speaks the language of the locale', () => {
	expect(formatBytes(1437, 'de')).toBe('1,4 kB');
});
