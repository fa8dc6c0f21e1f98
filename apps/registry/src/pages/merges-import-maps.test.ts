import { expect, it } from 'vitest';
import { mergesImportMaps } from './merges-import-maps.ts';

const apple = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit';

it.each([
	[`${apple}/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36`, true],
	[`${apple}/537.36 (KHTML, like Gecko) HeadlessChrome/156.0.0.0 Safari/537.36`, true],
	[`${apple}/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0`, true],
	[`${apple}/537.36 (KHTML, like Gecko) Chrome/132.0.0.0 Safari/537.36`, false],
	[`${apple}/605.1.15 (KHTML, like Gecko) Version/18.4 Safari/605.1.15`, true],
	[`${apple}/605.1.15 (KHTML, like Gecko) Version/26.1 Safari/605.1.15`, true],
	[`${apple}/605.1.15 (KHTML, like Gecko) Version/18.3 Safari/605.1.15`, false],
	['Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0', false],
	['curl/8.0', false],
	[undefined, false],
])('%s: %s', (userAgent, merges) => {
	expect(mergesImportMaps(userAgent)).toBe(merges);
});
