import { expect, test } from 'vitest';
import type { Audit } from './audit-page.ts';
import { describeAudits, summarizeAudits } from './summarize-audits.ts';

const run = (changes: Partial<Audit> = {}): Audit => ({
	performance: 98,
	accessibility: 100,
	bestPractices: 100,
	firstPaint: 400,
	largestPaint: 700,
	blockingTime: 10,
	layoutShift: 0,
	complaints: [],
	machineIndex: 1500,
	...changes,
});

test('one bad run of three does not miss a budget, two do', () => {
	const summarize = (...performances: number[]) =>
		summarizeAudits({
			page: 'users',
			device: 'desktop',
			runs: performances.map((performance) => run({ performance })),
		});
	expect(summarize(40, 96, 97).misses).toEqual([]);
	expect(summarize(40, 94, 97).misses).toEqual(['performance is 94, at least 95 is wanted']);
});

test('a mobile page may be slower than a desktop one, and not less accessible', () => {
	const runs = [run({ performance: 91, accessibility: 99 })];
	expect(summarizeAudits({ page: 'users', device: 'mobile', runs }).misses).toEqual([
		'accessibility is 99, at least 100 is wanted',
	]);
});

test('a shift of the layout has to stay below its budget, and one that was not measured does not', () => {
	const misses = (layoutShift: number) =>
		summarizeAudits({ page: 'files', device: 'mobile', runs: [run({ layoutShift })] }).misses;
	expect(misses(0.019)).toEqual([]);
	expect(misses(0.02)).toEqual(['layout shift is 0.02, less than 0.02 is wanted']);
	expect(misses(Number.NaN)).toHaveLength(1);
});

test('what any run complained of is kept, once', () => {
	const complaints = ['accessibility: Buttons have no name (button-name)'];
	const summary = summarizeAudits({
		page: 'files',
		device: 'desktop',
		runs: [run({ complaints }), run({ complaints })],
	});
	expect(summary.complaints).toEqual(complaints);
});

test('a page without a run is an error, not a page that holds', () => {
	expect(() => summarizeAudits({ page: 'files', device: 'desktop', runs: [] })).toThrow(RangeError);
});

test('the table says which page missed its budget', () => {
	const table = describeAudits([
		summarizeAudits({ page: 'users', device: 'desktop', runs: [run()] }),
		summarizeAudits({ page: 'users', device: 'mobile', runs: [run({ performance: 70 })] }),
	]);
	expect(table).toContain('| users | desktop | 98 | 100 | 100 | 400 | 700 | 10 | 0 | holds |');
	expect(table).toContain('| users | mobile | 70 | 100 | 100 | 400 | 700 | 10 | 0 | **missed** |');
});
