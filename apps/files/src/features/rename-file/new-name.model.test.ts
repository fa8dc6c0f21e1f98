import { expect, it } from 'vitest';
import { checkName, maximumNameLength, stemLength } from './new-name.model.ts';

it.each([
	['report.pdf', null],
	[' a ', null],
	['a'.repeat(maximumNameLength), null],
	['', 'empty'],
	['   ', 'empty'],
	['a'.repeat(maximumNameLength + 1), 'tooLong'],
])('finds in the name %j: %s', (name, problem) => {
	expect(checkName(name)).toBe(problem);
});

it.each([
	['report.pdf', 6],
	['archive.tar.gz', 11],
	['README', 6],
	['.env', 4],
	['', 0],
])('selects of %j the first %i characters', (name, length) => {
	expect(stemLength(name)).toBe(length);
});
