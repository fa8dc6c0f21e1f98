import type { Page } from 'playwright-core';

interface Account {
	email: string;
	password: string;
}

/** Signs in by the form, as a person does, and waits for the page behind it. `url`: of the suite. */
export const fillSignIn = async (page: Page, url: string, account: Account): Promise<void> => {
	await page.goto(url);
	await page.getByLabel('E-mail').fill(account.email);
	await page.getByLabel('Password', { exact: true }).fill(account.password);
	await page.getByRole('button', { name: 'Sign in' }).click();
	await page.getByRole('heading', { level: 1, name: /^Hello/ }).waitFor();
};
