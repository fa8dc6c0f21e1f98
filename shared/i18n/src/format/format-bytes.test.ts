import { expect, test } from 'vitest';
import { formatBytes } from './format-bytes.ts';

test.each([
	[0, '0 bytes'],
	[1, '1 byte'],
	[999, '999 bytes'],
	[1000, '1 kB'],
	[1437, '1.4 kB'],
	[86_410, '84.4 kB'],
	[999 * 1024, '999 kB'],
	// Four figures are never needed, whether they come from counting or from rounding.
	[999.6 * 1024, '1 MB'],
	[1010 * 1024, '1 MB'],
	[10 * 1024 ** 2, '10 MB'],
	[3.1 * 1024 ** 3, '3.1 GB'],
	[5000 * 1024 ** 4, '5,000 TB'],
	[-1, '0 bytes'],
	[Number.NaN, '0 bytes'],
])('%d bytes are %s', (bytes, text) => {
	expect(formatBytes(bytes, 'en')).toBe(text);
});

test('speaks the language of the locale', () => {
	expect(formatBytes(1437, 'de')).toBe('1,4 kB');
});
