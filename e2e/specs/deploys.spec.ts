import { emptyFigures, watchTab } from '../../tools/soak/deploys/watch-tab.ts';
import { deployWhileVisited } from '../../tools/soak/deploys.ts';
import { expect, test } from '../fixtures/test.ts';

// The long form, 200 deploys and rollbacks under ten browsers: npm run soak -- deploys.
test('deploys and rollbacks under people who use the application break nothing, and new pages have them at once', async ({
	startOwnSuite,
	browser,
}) => {
	test.setTimeout(240_000);
	const suite = await startOwnSuite({ env: { AUTH_RATE_LIMIT: '0' } });
	const { problems, changes, tabs, steps } = await deployWhileVisited({
		suite,
		browsers: [browser],
		visitors: [
			{ name: 'two tabs', tabs: 2 },
			{ name: 'no service worker', serviceWorker: false },
			{ name: 'signed out', signedIn: false },
		],
		rounds: 6,
		seed: 1,
		report: () => {},
		stepPause: 200,
		changePause: 500,
	});
	expect(problems).toEqual([]);
	expect(changes).toHaveLength(6);
	expect(tabs.compositions.size).toBeGreaterThan(1);
	expect(steps.size).toBeGreaterThan(5);
});

test('a page that runs parts of two compositions, loads itself again and again, or loses a remote is found out', async ({
	browser,
}) => {
	const html = `<!doctype html><script type="application/json" id="flotilla-composition">${JSON.stringify({
		id: 'c-1',
		shell: { app: 'shell', version: '1.0.0' },
		remotes: [{ app: 'users', version: '1.0.0' }],
	})}</script><script src="/assets/users/other.js"></script>
		<div data-remote-failed="users">Users is not available</div>`;
	const script = `globalThis.__flotillaStamps = { users: new Set(['2.0.0']) };
		const times = Number(sessionStorage.getItem('times') ?? 0);
		sessionStorage.setItem('times', times + 1);
		if (times < 2) location.reload();`;
	const context = await browser.newContext();
	await context.route('http://suite.test/**', (route) =>
		route.request().resourceType() === 'script'
			? route.fulfill({ contentType: 'text/javascript', body: script })
			: route.fulfill({ contentType: 'text/html', headers: { 'x-flotilla-composition': 'c-1' }, body: html }),
	);
	const page = await context.newPage();
	const problems: string[] = [];
	const tab = await watchTab({
		page,
		name: 'tab',
		compositions: async (id) => ({ id, versions: new Map(), files: new Set() }),
		figures: emptyFigures(),
		note: (problem) => problems.push(problem),
	});
	await tab.load(() => page.goto('http://suite.test/'));
	await expect.poll(() => page.evaluate(() => sessionStorage.getItem('times'))).toBe('3');
	await tab.examine();
	await tab.close();
	await context.close();
	for (const expected of [
		'tab: mixed: c-1 loaded /assets/users/other.js',
		'tab: mixed: c-1 has users 1.0.0, and runs 2.0.0',
		'tab: reload loop: c-1 loaded itself 2 times',
		'tab: an error card at http://suite.test/: Users is not available',
	])
		expect(problems).toContain(expected);
});
