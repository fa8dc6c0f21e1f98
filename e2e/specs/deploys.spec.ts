import { deployWhileVisited } from '../../tools/soak/deploys.ts';
import { expect, test } from '../fixtures/test.ts';

// The long form, 200 deploys and rollbacks under ten browsers: npm run soak -- deploys.
test('deploys and rollbacks under people who use the application break nothing, and new pages have them at once', async ({
	startOwnSuite,
	browser,
}) => {
	test.setTimeout(150_000);
	const suite = await startOwnSuite({ env: { AUTH_RATE_LIMIT: '0' } });
	const { problems, changes, tabs, steps } = await deployWhileVisited({
		suite,
		browsers: [browser],
		visitors: [
			{ name: 'two tabs', tabs: 2 },
			{ name: 'no service worker', serviceWorker: false },
			{ name: 'signed out', signedIn: false },
		],
		rounds: 8,
		seed: 1,
		report: () => {},
		stepPause: 200,
		changePause: 500,
	});
	expect(problems).toEqual([]);
	expect(changes).toHaveLength(8);
	expect(tabs.compositions.size).toBeGreaterThan(1);
	expect(steps.size).toBeGreaterThan(5);
});
