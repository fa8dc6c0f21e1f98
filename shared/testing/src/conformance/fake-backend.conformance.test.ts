import { describeConformance } from './describe-conformance.ts';
import { createFakeTarget } from './fake-target.ts';

describeConformance(
	'the fake backend',
	createFakeTarget(async ({ fetch }) => ({
		fetch: (path, init) => fetch(new Request(new URL(path, 'http://flotilla.test'), init)),
		stop: async () => {},
	})),
);
