import type { Page } from '@playwright/test';
import { askApi } from '../fixtures/ask-api.ts';
import { ways } from '../fixtures/hands.ts';
import { untilCacheIsKept } from '../fixtures/kept-cache.ts';
import { untilKept } from '../fixtures/service-worker.ts';
import { expect, signIn, test } from '../fixtures/test.ts';

interface Listed {
	users: { id: string; firstName: string; lastName: string }[];
}
interface Audited {
	entries: { action: string }[];
}

// The browser itself reports each request that does not get through.
const withoutNetwork = [/net::ERR_|WebSocket/];
const row = (page: Page, id: string) => page.locator(`tr[data-user-id="${id}"]`);

for (const [index, { name, viewport, handOf }] of ways.entries()) {
	test(`who works without a network edits, adds and deletes people, reloads, and each arrives once: ${name}`, async ({
		suite,
		openBrowser,
	}) => {
		const api = await askApi(suite);
		const since = new Date().toISOString();
		const { users } = await api.get<Listed>('/users?role=viewer&sortBy=name&limit=40');
		const [edited, deleted] = users.slice(index * 2, index * 2 + 2);
		if (edited === undefined || deleted === undefined) throw new Error('The demo has too few viewers.');
		const page = await openBrowser({ viewport, expectedMessages: withoutNetwork });
		const hand = handOf(page);
		const email = `without-network-${index}@flotilla.test`;
		const list = '/users?role=viewer';
		await signIn(page, suite.url, { path: list });
		// All were looked at while there was a network.
		for (const { id } of [edited, deleted]) {
			await page.goto(`${suite.url}/users/${id}`);
			await expect(page.getByLabel('First name')).not.toHaveValue('');
			await untilCacheIsKept(page, id);
		}
		await page.goto(`${suite.url}/users/new`);
		await expect(page.getByLabel('First name')).toBeVisible();
		await page.goto(`${suite.url}${list}`);
		await expect(row(page, edited.id)).toBeVisible();
		await untilCacheIsKept(page, '"users","list"');
		await untilKept(page);
		await page.context().setOffline(true);
		const writes: string[] = [];
		page.on('response', (response) => {
			const request = response.request();
			if (request.method() !== 'GET' && /\/api\/users/.test(request.url())) writes.push(request.method());
		});

		await test.step('one is edited', async () => {
			await hand.open(row(page, edited.id));
			await expect(page.getByLabel('First name')).toHaveValue(edited.firstName);
			await hand.fill(page.getByLabel('First name'), `Oriane ${index}`);
			await hand.press(page.getByRole('button', { name: 'Save changes' }));
			await expect(page.getByText('Saved on this device')).toBeVisible();
		});

		await test.step('one is deleted', async () => {
			await page.goto(`${suite.url}${list}`);
			await hand.open(row(page, deleted.id));
			const more = page.getByRole('button', { name: 'More actions' });
			await hand.choose(more, page.getByRole('menuitem', { name: 'Delete person' }));
			await expect(page.getByText(`${deleted.firstName} ${deleted.lastName} will be deleted`)).toBeVisible();
			await expect(row(page, deleted.id)).toHaveCount(0);
		});

		await test.step('one is added', async () => {
			await hand.press(page.getByRole('link', { name: /New person|Add person/ }));
			await expect(page.getByText(/Whom you create is kept on this device/)).toBeVisible();
			await hand.fill(page.getByLabel('First name'), 'Zora');
			await hand.fill(page.getByLabel('Last name'), `Aaberg ${index}`);
			await hand.fill(page.getByLabel('E-mail'), email);
			await hand.press(page.getByRole('button', { name: 'Create person' }));
			await expect(page.getByText(`Zora Aaberg ${index} is kept on this device`)).toBeVisible();
			await expect(page).toHaveURL(`${suite.url}/users`);
		});

		await test.step('after a reload all three wait, by name', async () => {
			await page.reload();
			await hand.press(page.getByRole('button', { name: /Offline/ }));
			const queue = page.getByRole('dialog', { name: 'Changes on this device' });
			for (const title of [
				`Change Oriane ${index} ${edited.lastName}`,
				`Delete ${deleted.firstName} ${deleted.lastName}`,
				`Add Zora Aaberg ${index}`,
			]) {
				await expect(queue.getByText(title, { exact: true })).toBeVisible();
			}
			await hand.press(queue.getByRole('button', { name: 'Close the list of changes' }));
			await expect(queue).toHaveCount(0);
			expect(writes).toEqual([]);
		});

		await test.step('with the network each reaches the server once', async () => {
			await page.context().setOffline(false);
			await expect(page.getByText('Live', { exact: true })).toBeAttached();
			await expect(page.getByRole('button', { name: /waiting/ })).toHaveCount(0);
			await expect.poll(() => [...writes].sort()).toEqual(['DELETE', 'PATCH', 'POST']);
			const found = await api.get<Listed>(`/users?search=${encodeURIComponent(email)}`);
			expect(found.users).toHaveLength(1);
			expect(await api.get(`/users/${edited.id}`)).toMatchObject({ firstName: `Oriane ${index}` });
			expect(await api.status(`/users/${deleted.id}`)).toBe(404);
			const acts = async (id: string) => {
				const { entries } = await api.get<Audited>(`/audit?subjectType=user&subjectId=${id}&from=${since}`);
				return entries.map(({ action }) => action);
			};
			expect(await acts(edited.id)).toEqual(['users:updated']);
			expect(await acts(deleted.id)).toEqual(['users:deleted']);
			expect(await acts(found.users[0]?.id ?? '')).toEqual(['users:created']);
		});
	});
}
