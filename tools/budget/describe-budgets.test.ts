import { expect, test } from 'vitest';
import type { Verdict } from './check-budgets.ts';
import { describeVerdicts, explainPages } from './describe-budgets.ts';
import { describeFigures } from './describe-figures.ts';

const files = { 'shell/main.js': 200_000, 'users/start.js': 12_345, 'users/21.js': 100 };
const verdicts: Verdict[] = [
	{
		group: 'requests for scripts',
		subject: 'users',
		value: 3,
		limit: 2,
		aim: undefined,
		objection: 'One more.',
		files,
	},
	{
		group: 'bytes of scripts',
		subject: 'users',
		value: 212_445,
		limit: 214_000,
		aim: undefined,
		objection: null,
		files,
	},
	{
		group: 'bytes of the first answer',
		subject: '16',
		value: 20_000,
		limit: 20_200,
		aim: 14_600,
		objection: null,
		files: {},
	},
];

test('the table has what is there, what may be and what is left, and says what is exceeded or short of its aim', () => {
	expect(describeVerdicts(verdicts).split('\n')).toEqual([
		'what                                       now    limit   left',
		'users: requests for scripts                  3        2     -1  exceeded',
		'users: bytes of scripts                212,445  214,000  1,555',
		'16 remotes: bytes of the first answer   20,000   20,200    200  aim 14,600',
	]);
});

test('a page is explained by its largest files, with what they grew by', () => {
	const known = { 'page users': { 'shell/main.js': 200_000, 'users/start.js': 12_000 } };
	expect(explainPages(verdicts, known).split('\n')).toEqual([
		'users, 3 files, the largest:',
		'  200,000  shell/main.js',
		'   12,345  users/start.js  +345',
		'      100  users/21.js  new',
	]);
});

test('the document has a table for pages, for suites and for remotes, with their aims', () => {
	const [pages = '', suites = ''] = describeFigures(verdicts).split('\n\n');
	expect(pages.split('\n').slice(0, 3)).toEqual([
		'| first load of | users |',
		'|---|--:|',
		'| requests for scripts | 3 of 2 |',
	]);
	expect(suites.split('\n')).toEqual([
		'| suite, remotes | 16 | aim |',
		'|---|--:|--:|',
		'| bytes of the first answer | 20,000 of 20,200 | 14,600 |',
	]);
});
