import { setupWorker } from 'msw/browser';
import { describeConformance } from './describe-conformance.ts';
import { createFakeTarget } from './fake-target.ts';

describeConformance(
	'the fake backend behind a service worker',
	createFakeTarget(async ({ handlers }) => {
		const worker = setupWorker(...handlers);
		await worker.start({ quiet: true });
		return {
			fetch: (path, init) => fetch(path, init),
			stop: async () => worker.stop(),
		};
	}),
);
