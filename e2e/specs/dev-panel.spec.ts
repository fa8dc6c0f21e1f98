import { byKeyboard } from '../fixtures/by-keyboard.ts';
import { expectAccessible } from '../fixtures/expect-accessible.ts';
import { expect, signIn, test } from '../fixtures/test.ts';

test('somebody who may looks into the page, breaks users on purpose and mends it again', async ({
	suite,
	openBrowser,
}) => {
	const page = await openBrowser();
	const code: string[] = [];
	page.on('request', (request) => code.push(request.url()));
	await signIn(page, suite.url, { path: '/users' });
	await expect(page.locator('tr[data-user-id]').first()).toBeVisible();
	const panel = page.getByRole('region', { name: 'Developer panel' });
	const loadedBefore = code.filter((url) => url.includes('/assets/shell/')).length;
	const goTo = (name: string) => panel.getByRole('tab', { name, exact: true }).click();

	await test.step('its code comes when it is opened, by the keyboard', async () => {
		await byKeyboard(page).press('ControlOrMeta+i');
		await expect(panel).toBeFocused();
		expect(code.filter((url) => url.includes('/assets/shell/')).length).toBeGreaterThan(loadedBefore);
	});

	await test.step('it shows which builds the page runs', async () => {
		const id = await page
			.locator('#flotilla-composition')
			.evaluate((element) => JSON.parse(element.textContent ?? '').id);
		await expect(panel.getByText(id, { exact: true })).toBeVisible();
		const apps = panel.getByRole('table', { name: 'Apps of this page' });
		for (const app of ['shell', 'auth', 'users', 'files'])
			await expect(apps.getByRole('row', { name: app })).toBeVisible();
		await expect(apps.getByRole('row', { name: 'users' })).toContainText('Running');
		await expect(apps.getByRole('row', { name: 'users' })).toContainText('By its hash');
		await expect(panel.getByText(/^production, revision \d+$/)).toBeVisible();
		await expectAccessible(page);
	});

	await test.step('what is shared comes from the shell, and users took it', async () => {
		await goTo('Shared modules');
		const react = panel.getByRole('row', { name: /^react \d/ });
		await expect(react).toContainText('shell');
		await expect(react).toContainText('users');
		await expect(panel.getByText('Several copies')).toHaveCount(0);
	});

	await test.step('how long users took is measured', async () => {
		await goTo('Load times');
		await expect(panel.getByRole('row', { name: 'users' })).toContainText(/\d ms/);
	});

	await test.step('the cache names its owner, and the socket its state', async () => {
		await goTo('Cache');
		await expect(panel.getByRole('row', { name: /^users list/ }).first()).toContainText('platform');
		await goTo('Socket');
		await expect(panel.getByText('WebSocket', { exact: true })).toBeVisible();
	});

	await test.step('the bus tells what happens', async () => {
		await goTo('Composition');
		await panel.getByRole('button', { name: 'Start files' }).click();
		await goTo('Bus');
		const started = panel.getByRole('listitem').filter({ hasText: 'federation:remote-started' }).first();
		await started.click();
		await expect(started.getByText('"remote": "files"')).toBeVisible();
	});

	await test.step('a fault makes users fail, and nothing else', async () => {
		await goTo('Faults');
		await panel.getByRole('combobox', { name: 'Fault of users' }).selectOption('Failing');
		await panel.getByRole('button', { name: 'End it now: users' }).click();
		await expect(page.getByText('Users is not available')).toBeVisible();
		await page.getByRole('button', { name: 'Try again' }).click();
		await expect(page.getByText('Users is not available')).toBeVisible();
		await page.getByRole('link', { name: 'Files', exact: true }).click();
		await expect(page.locator('tr[data-file-id]').first()).toBeVisible();
		await page.getByRole('link', { name: 'Users', exact: true }).click();
		await expect(page.getByText('Users is not available')).toBeVisible();
	});

	await test.step('a reload ends it, unless somebody ticked that it stays', async () => {
		await panel.getByRole('checkbox', { name: 'Keep them when this tab is reloaded' }).check();
		await page.reload();
		await expect(page.getByText('1 fault is on in this tab')).toBeVisible();
		await expect(page.getByText('Users is not available')).toBeVisible();
	});

	await test.step('reset and tried again, users is back without a reload', async () => {
		await page.evaluate(() => Object.assign(window, { sameDocument: true }));
		await page.getByRole('status').getByRole('button', { name: 'Reset all' }).click();
		await page.getByRole('button', { name: 'Try again' }).click();
		await expect(page.locator('tr[data-user-id]').first()).toBeVisible();
		expect(await page.evaluate(() => 'sameDocument' in window)).toBe(true);
		await expect(page.getByText('1 fault is on in this tab')).toHaveCount(0);
		await page.reload();
		await expect(page.locator('tr[data-user-id]').first()).toBeVisible();
	});
});

test('somebody who may not look into the page cannot open it, nor has what another left in the tab', async ({
	suite,
	openBrowser,
}) => {
	const page = await openBrowser();
	await signIn(page, suite.url, { as: 'member', path: '/files' });
	await expect(page.locator('tr[data-file-id]').first()).toBeVisible();
	await page.evaluate(() => {
		localStorage.setItem('flotilla.inspector', 'on');
		sessionStorage.setItem('flotilla.faults', JSON.stringify({ 'remote:files': { kind: 'offline' } }));
	});
	await page.reload();
	await expect(page.locator('tr[data-file-id]').first()).toBeVisible();
	await byKeyboard(page).press('ControlOrMeta+i');
	await expect(page.getByRole('region', { name: 'Developer panel' })).toHaveCount(0);
	await page.goto(`${suite.url}/settings`);
	await expect(page.getByRole('heading', { name: 'Keyboard' })).toBeVisible();
	await expect(page.getByRole('heading', { name: 'Developer' })).toHaveCount(0);
	expect(await page.evaluate(() => sessionStorage.getItem('flotilla.faults'))).toBeNull();
});
