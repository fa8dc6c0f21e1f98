import { byKeyboard } from '../fixtures/by-keyboard.ts';
import { demoPassword } from '../fixtures/suite.ts';
import { expect, signIn, test } from '../fixtures/test.ts';

test('signs in, finds a person and comes back, without a pointer', async ({ suite, openBrowser }) => {
	const page = await openBrowser();
	const keys = byKeyboard(page);
	await page.goto(suite.url);
	await keys.fill(page.getByLabel('E-mail'), 'admin@flotilla.test');
	await keys.fill(page.getByLabel('Password', { exact: true }), demoPassword);
	await keys.press('Enter');
	await expect(page.getByRole('heading', { level: 1, name: /^Hello/ })).toBeVisible();

	await keys.activate(page.getByRole('link', { name: 'Users', exact: true }));
	await expect(page.getByRole('heading', { level: 1, name: 'Users' })).toBeVisible();
	await keys.fill(page.getByRole('searchbox', { name: 'Search users' }), 'member@flotilla');
	// The list is one tab stop: a row has it, and opens by Enter.
	await keys.activate(page.getByRole('row', { name: /Milo Okafor/ }));
	await expect(page.getByRole('heading', { level: 1, name: 'Milo Okafor' })).toBeVisible();
	await page.goBack();
	await expect(page).toHaveURL(/search=member/);
});

// The shell gives a new page the focus at its top, and took it from the row once.
test('closing a file goes back to its row, not to the top of the page', async ({ suite, openBrowser }) => {
	const page = await openBrowser();
	await signIn(page, suite.url, { path: '/files' });
	const row = page.locator('[data-file-id]').nth(1);
	await row.focus();
	await page.keyboard.press('Enter');
	await expect(page.getByRole('dialog')).toBeVisible();
	await page.keyboard.press('Escape');
	await expect(row).toBeFocused();
});

test('a control that the keyboard does not reach is told with what was passed on the way', async ({ openBrowser }) => {
	const page = await openBrowser();
	await page.setContent('<a href="#a">First</a><button tabindex="-1">Hidden from Tab</button><a href="#b">Last</a>');
	const reached = byKeyboard(page).reach(page.getByRole('button'), { within: 3 });
	await expect(reached).rejects.toThrow(/not reached within 3 presses of Tab\. Passed: a "First", a "Last"/);
});
