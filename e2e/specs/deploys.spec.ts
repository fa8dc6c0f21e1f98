import { deployWhileVisited } from '../../tools/soak/deploys.ts';
import { expect, test } from '../fixtures/test.ts';

// The long form, 200 deploys and 200 rollbacks under ten browsers: npm run soak -- deploys.
test('deploys and rollbacks under people who use the application break nothing, and new pages have them at once', async ({
	startOwnSuite,
	browser,
}) => {
	const suite = await startOwnSuite({ env: { AUTH_RATE_LIMIT: '0' } });
	const { problems, changes, tabs, steps } = await deployWhileVisited({
		suite,
		browsers: [browser],
		visitors: [
			{ name: 'two tabs', tabs: 2 },
			{ name: 'no service worker', serviceWorker: false },
			{ name: 'signed out', signedIn: false },
		],
		rounds: 4,
		seed: 1,
		report: () => {},
		stepPause: 200,
		changePause: 500,
	});
	expect(problems).toEqual([]);
	expect(changes).toHaveLength(8);
	expect(tabs.compositions.size).toBeGreaterThan(1);
	expect(steps.size).toBeGreaterThan(5);
	// A page that is asked for when the command has its answer has the change.
	for (const { visibleAfterAnswer } of changes) expect(visibleAfterAnswer).toBeLessThan(1_000);
});
