import { expect, it } from 'vitest';
import { negotiateEncoding } from './negotiate-encoding.ts';

it.each([
	[undefined, ['identity']],
	['', ['identity']],
	['gzip, deflate, br, zstd', ['br', 'gzip', 'identity']],
	['gzip', ['gzip', 'identity']],
	['BR', ['br', 'identity']],
	['br;q=0.5, gzip;q=0.9', ['gzip', 'br', 'identity']],
	['br;q=0, gzip', ['gzip', 'identity']],
	['*', ['br', 'gzip', 'identity']],
	['*;q=0.5, gzip;q=0', ['br', 'identity']],
	['identity;q=1, br;q=0.2', ['identity', 'br']],
	['identity;q=0', ['identity']],
	['br;q=nonsense, gzip', ['gzip', 'identity']],
	['x-gzip', ['gzip', 'identity']],
	['zstd', ['identity']],
])('%j -> %j', (header, expected) => {
	expect(negotiateEncoding(header)).toEqual(expected);
});
