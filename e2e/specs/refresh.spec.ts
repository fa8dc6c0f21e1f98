import { soakRefresh } from '../../tools/soak/refresh.ts';
import { demoPassword } from '../fixtures/suite.ts';
import { expect, signIn, test } from '../fixtures/test.ts';

test('a token that ends under the calls of all remotes in all tabs is renewed once, and nobody is signed out', async () => {
	// Every third time the answer of the refresh gets lost. The long form is `npm run soak -- refresh`.
	expect(await soakRefresh({ rounds: 3, tabs: 6 })).toEqual([]);
});

test('a session that ended elsewhere is told once, and signing in again leads back to the page', async ({
	suite,
	openBrowser,
}) => {
	const page = await openBrowser({ expectedMessages: [/status of 401/] });
	await signIn(page, suite.url, { as: 'member', path: '/users?search=ada' });
	const other = await page.context().newPage();
	await other.goto(`${suite.url}/files`);
	await expect(other.getByRole('heading', { level: 1, name: 'Files' })).toBeVisible();

	await test.step('by another device, in all tabs', async () => {
		const elsewhere = await openBrowser();
		await signIn(elsewhere, suite.url, { as: 'member' });
		await elsewhere.evaluate(async () => {
			const refreshed = await fetch('/api/auth/refresh', { method: 'POST' });
			const { data } = (await refreshed.json()) as { data: { token: string } };
			await fetch('/api/auth/sessions', { method: 'DELETE', headers: { authorization: `Bearer ${data.token}` } });
		});
		for (const tab of [page, other]) {
			await expect(tab.getByRole('button', { name: 'Sign in' })).toBeVisible();
			await expect(tab.getByText('Your session has ended', { exact: true })).toHaveCount(1);
		}
	});

	await test.step('and one sign-in brings both back', async () => {
		await page.getByLabel('E-mail').fill('member@flotilla.test');
		await page.getByLabel('Password', { exact: true }).fill(demoPassword);
		await page.getByRole('button', { name: 'Sign in' }).click();
		await expect(page).toHaveURL(`${suite.url}/users?search=ada`);
		await expect(other).toHaveURL(`${suite.url}/files`);
		await expect(page.getByText('Your session has ended', { exact: true })).toHaveCount(0);
	});
});
