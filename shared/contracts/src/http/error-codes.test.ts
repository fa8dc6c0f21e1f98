import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { errorCatalogue, isErrorCode } from './error-codes.ts';

const page = readFileSync(new URL('../../../../docs/errors.md', import.meta.url), 'utf8');
const serverCodes = /^## Codes of the servers\n(.*?)^## /ms.exec(page)?.[1] ?? '';

/** What docs/errors.md says: each heading with the status its paragraph begins with. */
const documented = Object.fromEntries(
	[...serverCodes.matchAll(/^### (\S+)\n\n(?:\*\*(\d+)\.\*\* \S)?/gm)].map(([, code, status]) => [
		code,
		Number(status),
	]),
);

test('docs/errors.md has a paragraph for every code of the catalogue, with its status, and for no other', () => {
	const expected = Object.fromEntries(Object.entries(errorCatalogue).map(([code, { status }]) => [code, status]));
	expect(documented).toEqual(expected);
});

test('only own keys of the catalogue are codes', () => {
	expect(isErrorCode('USER_NOT_FOUND')).toBe(true);
	expect(isErrorCode('toString')).toBe(false);
	expect(isErrorCode(404)).toBe(false);
});
