import { soakOutbox } from '../../tools/soak/outbox/soak-outbox.ts';
import { expect, signIn, test } from '../fixtures/test.ts';

test('what is written without a network shows at once, survives the page, and reaches the server once', async ({
	suite,
	openBrowser,
}) => {
	// A lost network is told in the console by the browser itself.
	const page = await openBrowser({ expectedMessages: [/net::ERR_|WebSocket|502/] });
	await signIn(page, suite.url, { path: '/users' });
	const row = page.locator('tr[data-user-id]').nth(2);
	const id = await row.getAttribute('data-user-id');
	await page.goto(`${suite.url}/users/${id}`);
	const name = page.getByLabel('First name');
	await expect(name).not.toHaveValue('');
	const writes: string[] = [];
	page.on('request', (request) => {
		if (request.method() === 'PATCH') writes.push(request.headers()['idempotency-key'] ?? '');
	});

	await test.step('without a network it is saved on this device', async () => {
		await page.context().setOffline(true);
		await name.fill('Oriane');
		await page.getByRole('button', { name: 'Save changes' }).click();
		await expect(page.getByText('Saved')).toBeVisible();
		expect(writes).toEqual([]);
	});

	await test.step('another page of this browser sends it, once the network is back', async () => {
		const next = await page.context().newPage();
		await page.close();
		await next.context().setOffline(false);
		const sent = next.waitForResponse((response) => response.request().method() === 'PATCH');
		await next.goto(`${suite.url}/users/${id}`);
		expect((await sent).status()).toBe(200);
		await expect(next.getByRole('heading', { name: /Oriane/ })).toBeVisible();
	});
});

test('writes that were queued offline reach the API exactly, although a page is killed after every step', async ({
	browser,
}) => {
	const { kills, problems } = await soakOutbox({ browser, rounds: 8 });
	expect(problems).toEqual([]);
	expect(kills).toEqual({ enqueued: 8, claimed: 8, sending: 8, answered: 8, recorded: 8 });
});

test('two tabs that are killed at any step send each write once between them', async ({ browser }) => {
	const { problems } = await soakOutbox({ browser, rounds: 12, tabs: 2, seed: 2 });
	expect(problems).toEqual([]);
});
