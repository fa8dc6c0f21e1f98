import { expect, test } from 'vitest';
import { readPlaywrightReport, readVitestReport } from './read-report.ts';

test('a failed test of Vitest is told with its file and the first words of why, without colours', () => {
	const report = {
		numPassedTests: 3,
		numPendingTests: 1,
		testResults: [
			{
				name: 'shared/a.test.ts',
				status: 'failed',
				message: '',
				assertionResults: [
					{ fullName: 'adds', status: 'passed', failureMessages: [] },
					{
						fullName: 'takes off',
						status: 'failed',
						failureMessages: ['\u001b[31mAssertionError\u001b[39m: 1\n\n  a\n  b\n  c'],
					},
				],
			},
		],
	};
	expect(readVitestReport(report)).toEqual({
		passed: 3,
		skipped: 1,
		failures: ['shared/a.test.ts › takes off\n    AssertionError: 1\n    a\n    b'],
	});
});

test('a file that Vitest cannot load is a failure, although no test of it failed', () => {
	const report = {
		numPassedTests: 0,
		numPendingTests: 0,
		testResults: [{ name: 'shared/b.test.ts', status: 'failed', message: 'Cannot find module', assertionResults: [] }],
	};
	expect(readVitestReport(report).failures).toEqual(['shared/b.test.ts\n    Cannot find module']);
});

test('what Playwright expected otherwise, or saw pass only the second time, failed; also what stands in no test', () => {
	const spec = (title: string, status: string) => ({
		title,
		file: 'a.spec.ts',
		line: 4,
		tests: [{ status, results: [{ error: { message: `${title} is not so` } }] }],
	});
	const report = {
		stats: { expected: 1 },
		suites: [
			{
				specs: [spec('first', 'expected')],
				suites: [{ specs: [spec('second', 'unexpected'), spec('third', 'flaky')] }],
			},
		],
		errors: [{ message: 'No browser' }],
	};
	expect(readPlaywrightReport(report)).toEqual({
		passed: 1,
		failures: [
			'a.spec.ts:4 › second\n    second is not so',
			'a.spec.ts:4 › third\n    third is not so',
			'outside of any test\n    No browser',
		],
	});
});
