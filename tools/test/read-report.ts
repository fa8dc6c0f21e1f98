/** What a part of the tests came to. */
export interface Outcome {
	passed: number;
	/** One for each test or check that failed: where it stands, its name, and the first words of why. */
	failures: string[];
}

interface VitestReport {
	numPassedTests: number;
	numPendingTests: number;
	testResults: {
		name: string;
		status: string;
		message: string;
		assertionResults: { fullName: string; status: string; failureMessages?: string[] }[];
	}[];
}

interface PlaywrightSuite {
	suites?: PlaywrightSuite[];
	specs: {
		title: string;
		file: string;
		line: number;
		tests: { status: string; results: { error?: { message?: string } }[] }[];
	}[];
}

interface PlaywrightReport {
	stats: { expected: number };
	suites: PlaywrightSuite[];
	errors: { message?: string }[];
}

/** Vitest's JSON report. A file that cannot be loaded fails without a single failed test. */
export const readVitestReport = (report: VitestReport): Outcome & { skipped: number } => ({
	passed: report.numPassedTests,
	skipped: report.numPendingTests,
	failures: report.testResults.flatMap(({ name, status, message, assertionResults }) => {
		const failed = assertionResults.filter((test) => test.status === 'failed');
		if (failed.length === 0) return status === 'failed' ? [describe(name, message)] : [];
		return failed.map((test) => describe(`${name} › ${test.fullName}`, test.failureMessages?.[0]));
	}),
});

/** Playwright's JSON report. A test that passed only when it was run again failed, too. */
export const readPlaywrightReport = (report: PlaywrightReport): Outcome => ({
	passed: report.stats.expected,
	failures: [
		...report.suites
			.flatMap(specsOf)
			.flatMap(({ file, line, title, tests }) =>
				tests
					.filter(({ status }) => status === 'unexpected' || status === 'flaky')
					.map(({ results }) =>
						describe(`${file}:${line} › ${title}`, results.find((result) => result.error)?.error?.message),
					),
			),
		...report.errors.map(({ message }) => describe('outside of any test', message)),
	],
});

const specsOf = (suite: PlaywrightSuite): PlaywrightSuite['specs'] => [
	...suite.specs,
	...(suite.suites ?? []).flatMap(specsOf),
];

/** Terminals' colours. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: an escape is what a colour begins with
const colour = /\u001b\[[\d;]*m/g;

const describe = (where: string, why = ''): string => {
	const words = why
		.replace(colour, '')
		.split('\n')
		.map((line) => line.trim())
		.filter((line) => line !== '');
	return [where, ...words.slice(0, 3)].join('\n    ');
};
