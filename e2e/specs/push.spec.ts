import type { CDPSession, Page } from '@playwright/test';
import { untilKept } from '../fixtures/service-worker.ts';
import { expect, signIn, test } from '../fixtures/test.ts';

interface Registration {
	registrationId: string;
	scopeURL: string;
	isDeleted: boolean;
}

/** Hands messages to the page's service worker as a push service would. */
const pushService = async (page: Page, url: string) => {
	const session: CDPSession = await page.context().newCDPSession(page);
	const registrations: Registration[] = [];
	session.on('ServiceWorker.workerRegistrationUpdated', (update: { registrations: Registration[] }) => {
		registrations.push(...update.registrations);
	});
	await session.send('ServiceWorker.enable');
	await expect.poll(() => registrations.length).toBeGreaterThan(0);
	const { registrationId = '' } = registrations.find(({ isDeleted }) => !isDeleted) ?? {};
	return (data: string) => session.send('ServiceWorker.deliverPushMessage', { origin: url, registrationId, data });
};

const shown = (page: Page) =>
	page.evaluate(async () => {
		const { active } = await navigator.serviceWorker.ready;
		const registration = await navigator.serviceWorker.getRegistration(active?.scriptURL);
		const notifications = (await registration?.getNotifications()) ?? [];
		return notifications.map(({ title, body, tag, data }) => ({ title, body, tag, data }));
	});

test('a push message is shown by the service worker, and a later one of the same tag takes its place', async ({
	suite,
	openBrowser,
}) => {
	const page = await openBrowser();
	await page.context().grantPermissions(['notifications'], { origin: suite.url });
	await page.goto(`${suite.url}/auth/sign-in`);
	await untilKept(page);
	const push = await pushService(page, suite.url);
	const message = (title: string) => JSON.stringify({ title, body: 'Plan.pdf', url: '/files', tag: 'file-1' });

	await push(message('A file was added'));
	const first = { title: 'A file was added', body: 'Plan.pdf', tag: 'file-1', data: { url: '/files' } };
	await expect.poll(() => shown(page)).toEqual([first]);
	await push(message('A file was changed'));
	await expect.poll(() => shown(page)).toEqual([{ ...first, title: 'A file was changed' }]);
	await push('not what the server sends');
	await expect
		.poll(async () => (await shown(page)).map(({ title }) => title).sort())
		.toEqual(['A file was changed', 'Flotilla']);
});

test('push messages are offered in the settings, which say why they are not on', async ({ suite, openBrowser }) => {
	// The windows of these tests are incognito ones, of which Chromium says so.
	const page = await openBrowser({ expectedMessages: [/does not support the Push API in incognito mode/] });
	await page.context().grantPermissions(['notifications'], { origin: suite.url });
	await signIn(page, suite.url);
	await untilKept(page);
	await page.getByRole('button', { name: /Account of/ }).click();
	await page.getByRole('menuitem', { name: 'Settings' }).click();
	const control = page.getByRole('switch', { name: 'Push messages on this device' });
	await expect(control).toBeEnabled();
	// The box itself lies under what is drawn of it.
	await control.press('Space');
	await expect(page.getByText('The browser’s push service cannot be reached.')).toBeVisible();
	await expect(control).not.toBeChecked();
	await expect(page).toHaveTitle('Settings · Flotilla');
	expect(await page.evaluate(() => localStorage.getItem('flotilla.push'))).toBeNull();
});
