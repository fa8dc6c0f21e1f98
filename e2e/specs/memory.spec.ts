import { countTimers, mountedRemotes, watchMemory } from '../../tools/soak/watch-memory.ts';
import { expect, signIn, test } from '../fixtures/test.ts';

// The long form, 200 mounts of each: npm run soak -- memory.
test('mounting and unmounting each remote leaves listeners, nodes, timers and heap flat', async ({
	suite,
	openBrowser,
}) => {
	const page = await openBrowser();
	await countTimers(page);
	await signIn(page, suite.url);
	await expect(page.getByRole('region', { name: 'People' })).toBeVisible();
	expect(await watchMemory({ page, remotes: mountedRemotes, rounds: 20 })).toEqual([]);
});

test('a remote that keeps what it opens is found out', async ({ suite, openBrowser }) => {
	const page = await openBrowser();
	await countTimers(page);
	// Each time rows of people appear, something starts that nobody ends.
	await page.addInitScript(() => {
		let seen = false;
		new MutationObserver(() => {
			const isThere = document.querySelector('tr[data-user-id]') !== null;
			if (isThere && !seen) {
				setInterval(() => {}, 60_000);
				window.addEventListener('resize', () => document.title.at(0));
			}
			seen = isThere;
		}).observe(document, { childList: true, subtree: true });
	});
	await signIn(page, suite.url);
	const users = mountedRemotes.filter(({ name }) => name === 'users');
	const problems = await watchMemory({ page, remotes: users, rounds: 15 });
	expect(problems.join('\n')).toContain('users: timers grew');
	expect(problems.join('\n')).toContain('users: listeners grew');
});
