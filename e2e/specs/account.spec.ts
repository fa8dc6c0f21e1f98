import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures/test.ts';

/** The newest mail of the development page, in a tab of its own. */
const followLink = async (page: Page, url: string, name: RegExp): Promise<void> => {
	await page.goto(`${url}/api/dev/mails`);
	await page.getByRole('article').first().getByRole('link', { name }).click();
};
const signIn = async (page: Page, email: string, password: string): Promise<void> => {
	await page.getByLabel('E-mail').fill(email);
	await page.getByLabel('Password', { exact: true }).fill(password);
	await page.getByRole('button', { name: 'Sign in' }).click();
};

test('an account is made, confirmed by mail, used, and gets a new password by mail', async ({
	startOwnSuite,
	openBrowser,
}) => {
	// One of its own: others count the people.
	const suite = await startOwnSuite();
	const page = await openBrowser({
		// On purpose: signing in before the address is confirmed, and coming back after the session was ended.
		expectedMessages: [/status of 403 .*\/auth\/login/, /status of 401 .*\/auth\/refresh/],
	});
	const email = 'nova@flotilla.test';

	await test.step('registering leads to the mail', async () => {
		await page.goto(`${suite.url}/auth/register`);
		await page.getByLabel('First name').fill('Nova');
		await page.getByLabel('Last name').fill('Person');
		await page.getByLabel('E-mail').fill(email);
		await page.getByLabel('Password', { exact: true }).fill('the first password');
		await page.getByLabel('Password again').fill('the first password');
		await page.getByLabel('I accept the terms of use').check();
		await page.getByRole('button', { name: 'Create account' }).click();
		await expect(page.getByRole('heading', { name: 'Check your mail' })).toBeVisible();
	});

	await test.step('before it is confirmed nobody signs in', async () => {
		await page.goto(`${suite.url}/auth/sign-in`);
		await signIn(page, email, 'the first password');
		await expect(page.getByRole('alert')).toContainText('Confirm your e-mail address first');
		// The first one has just been sent.
		await expect(page.getByRole('button', { name: /^Send it again in/ })).toBeVisible();
	});

	await test.step('the link of the mail confirms it', async () => {
		await followLink(page, suite.url, /verify-email/);
		await expect(page.getByRole('heading', { name: 'Address confirmed' })).toBeVisible();
		await page.getByRole('link', { name: 'Sign in' }).click();
		await signIn(page, email, 'the first password');
		await expect(page.getByRole('heading', { name: 'Hello, Nova' })).toBeVisible();
	});

	await test.step('a forgotten password is replaced, which ends the session of the other browser', async () => {
		const other = await openBrowser();
		await other.goto(`${suite.url}/auth/forgot-password`);
		await other.getByLabel('E-mail').fill(email);
		await other.getByRole('button', { name: 'Send the link' }).click();
		await expect(other.getByRole('heading', { name: 'Check your mail' })).toBeVisible();
		await followLink(other, suite.url, /reset-password/);
		await other.getByLabel('New password', { exact: true }).fill('the second password');
		await other.getByLabel('New password again').fill('the second password');
		await other.getByRole('button', { name: 'Change the password' }).click();
		await expect(other.getByText('Your password was changed. Sign in with the new one.')).toBeVisible();
		await signIn(other, email, 'the second password');
		await expect(other.getByRole('heading', { name: 'Hello, Nova' })).toBeVisible();
		await page.goto(`${suite.url}/users`);
		await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
	});
});
