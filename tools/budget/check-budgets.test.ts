import { expect, test } from 'vitest';
import { checkBudgets, findSlackBudgets, findStrayBudgets } from './check-budgets.ts';
import { type Figure, groupNames } from './figures.ts';
import type { Budgets, KnownFiles } from './read-budgets.ts';
import { knownFilesOf, updateBudgets } from './update-budgets.ts';

const none = Object.fromEntries(
	groupNames.map((group) => [group, { why: 'It counts.', limits: {} }]),
) as unknown as Budgets['groups'];
const noBudgets: Budgets = { slackPercent: 1, groups: none };

const scripts = (subject: string, files: Record<string, number>): Figure[] => [
	{ group: 'requests for scripts', subject, value: Object.keys(files).length, files },
	{
		group: 'bytes of scripts',
		subject,
		value: Object.values(files).reduce((total, size) => total + size, 0),
		files,
	},
];

const before = scripts('users', { 'shell/main.js': 200_000, 'users/start.js': 10_000 });
const budgets = updateBudgets(before, noBudgets);
const known = knownFilesOf(before);

const objections = (figures: readonly Figure[], held: Budgets = budgets, files: KnownFiles = known) =>
	checkBudgets(figures, held, files).map(({ objection }) => objection);

test('what is as it was is within its budget, and so is what grew by less than the slack', () => {
	expect(objections(before)).toEqual([null, null]);
	expect(objections(scripts('users', { 'shell/main.js': 200_000, 'users/start.js': 12_100 }))).toEqual([null, null]);
});

test('the sentence about bytes names the page, the budget and the file that grew most', () => {
	const [, bytes] = objections(scripts('users', { 'shell/main.js': 200_050, 'users/start.js': 14_000 }));
	expect(bytes).toBe(
		'The page users has 214,050 bytes of scripts, 1,950 more than its budget of 212,100. users/start.js grew most, by 4,000 to 14,000 bytes.',
	);
});

test('the sentence about requests names the files that are new, and a request has no slack', () => {
	const [requests, bytes] = objections(
		scripts('users', { 'shell/main.js': 200_000, 'users/start.js': 10_000, 'users/21.js': 9 }),
	);
	expect(requests).toBe('The page users has 3 requests for scripts, 1 more than its budget of 2. New: users/21.js.');
	expect(bytes).toBeNull();
});

test('a file that is new and the largest growth is called new', () => {
	const [, bytes] = objections(
		scripts('users', { 'shell/main.js': 200_000, 'users/start.js': 10_100, 'users/21.js': 9_000 }),
	);
	expect(bytes).toContain('users/21.js is new, with 9,000 bytes.');
});

test('who has no budget is told how to get one, and a budget of nobody how it goes', () => {
	const figures = scripts('billing', { 'billing/start.js': 1 });
	expect(objections(figures)[0]).toBe(
		'The page billing has 1 requests for scripts, and no budget for it: npm run budget -- --update gives it one.',
	);
	expect(findStrayBudgets(figures, budgets)).toHaveLength(2);
	expect(findStrayBudgets(before, budgets)).toEqual([]);
});

test('what shrank leaves room in its budget, and that is told', () => {
	const slackOf = (figures: Figure[]) =>
		findSlackBudgets(checkBudgets(figures, budgets, known)).map(({ group }) => group);
	expect(slackOf(before)).toEqual([]);
	expect(slackOf(scripts('users', { 'shell/main.js': 207_000 }))).toEqual(['requests for scripts']);
	expect(slackOf(scripts('users', { 'shell/main.js': 200_000, 'users/start.js': 5_000 }))).toEqual([
		'bytes of scripts',
	]);
});

test('budgets are set to the figures with the slack, and those of nobody are taken out', () => {
	expect(budgets.groups['requests for scripts'].limits).toEqual({ users: 2 });
	expect(budgets.groups['bytes of scripts']).toEqual({ why: 'It counts.', limits: { users: 212_100 } });
	expect(updateBudgets([], budgets).groups).toEqual(none);
});

test('a limit that has reached its aim is not raised over it but by hand', () => {
	const group = 'bytes of the first answer';
	const at = (value: number): Figure[] => [{ group, subject: '16', value, files: {} }];
	const limitAfter = (value: number, limit?: number): number | undefined => {
		const limits = limit === undefined ? {} : { '16': limit };
		const held = { ...noBudgets, groups: { ...none, [group]: { why: 'One flight.', aim: 14_600, limits } } };
		return updateBudgets(at(value), held).groups[group].limits['16'];
	};
	expect(limitAfter(10_000)).toBe(10_100);
	expect(limitAfter(14_550)).toBe(14_600);
	expect(limitAfter(15_000, 14_600)).toBe(14_600);
	expect(limitAfter(20_000, 30_000)).toBe(20_200);
	expect(limitAfter(14_000, 30_000)).toBe(14_140);
});
