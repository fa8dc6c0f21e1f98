import { Buffer } from 'node:buffer';
import { randomBytes } from 'node:crypto';
import type { Page } from 'playwright-core';

/** One picture's scene. */
export interface Stop {
	/** Brings the page to what the picture shows and waits until it is there. */
	show(page: Page, url: string): Promise<void>;
	/** Undoes what would reach into the next scene. Default: nothing. */
	leave?(page: Page): Promise<void>;
}

/** Bytes a second: slow enough to be seen half-way. */
const uploadSpeed = 250_000;

const idle = (page: Page) => page.waitForLoadState('networkidle');

/** The form with the address filled in; the password is left to the caller. */
export const signInPage: Stop = {
	async show(page, url) {
		await page.goto(url);
		await page.getByLabel('E-mail').fill('admin@flotilla.test');
		await idle(page);
	},
};

export const stops = {
	dashboard: {
		async show(page, url) {
			await page.goto(url);
			// By whose they are, and not by what they are called: the tour is made in German, too.
			await page.locator('main [data-remote=users]').getByRole('listitem').first().waitFor();
			await page.locator('main [data-remote=files]').getByRole('listitem').first().waitFor();
			await live(page);
		},
	},
	users: {
		async show(page, url) {
			await page.goto(`${url}/users?search=ngu`);
			await page
				.getByRole('link', { name: /Nguyễn/ })
				.first()
				.waitFor();
			await live(page);
		},
	},
	user: {
		async show(page, url) {
			await page.goto(`${url}/users?search=member%40flotilla.test`);
			await page.getByRole('link', { name: /Milo Okafor/ }).click();
			await page.getByRole('tab', { name: 'Files' }).click();
			await page.locator('[data-file-id]').first().waitFor();
			await live(page);
		},
	},
	import: {
		async show(page, url) {
			await page.goto(`${url}/users/import`);
			await page
				.getByLabel('Choose a CSV file or drop it here')
				.setInputFiles({ name: 'New colleagues.csv', mimeType: 'text/csv', buffer: Buffer.from(colleagues) });
			await page.getByText('Amara').first().waitFor();
			await live(page);
		},
	},
	files: {
		async show(page, url) {
			await page.goto(`${url}/files`);
			await page.locator('[data-file-id]').first().waitFor();
			await live(page);
		},
	},
	viewer: {
		async show(page, url) {
			await page.goto(`${url}/files`);
			await page
				.locator('[data-file-id]')
				.getByRole('link', { name: /\.(png|jpe?g|webp)/ })
				.first()
				.click();
			await page.getByRole('dialog').getByRole('img').first().waitFor();
			await live(page);
		},
	},
	palette: {
		async show(page, url) {
			await page.goto(url);
			await page.getByRole('heading', { level: 1 }).waitFor();
			await live(page);
			await page.keyboard.press('ControlOrMeta+k');
			await page.getByRole('combobox').fill('mi');
			await page.getByRole('option').first().waitFor();
			await idle(page);
		},
		leave: (page) => page.keyboard.press('Escape'),
	},
	'developer-panel': {
		async show(page, url) {
			await page.goto(`${url}/users`);
			await page.getByRole('heading', { level: 1 }).waitFor();
			await live(page);
			await page.keyboard.press('ControlOrMeta+i');
			await page.getByText(/, revision \d+$/).waitFor();
			await idle(page);
		},
		leave: (page) => page.keyboard.press('ControlOrMeta+i'),
	},
	settings: {
		async show(page, url) {
			await page.goto(`${url}/settings`);
			await page.getByRole('heading', { level: 2 }).first().waitFor();
			await live(page);
		},
	},
	upload: {
		async show(page, url) {
			await page.goto(`${url}/files`);
			await page.locator('[data-file-id]').first().waitFor();
			await live(page);
			const network = await page.context().newCDPSession(page);
			await network.send('Network.enable');
			await network.send('Network.emulateNetworkConditions', {
				offline: false,
				latency: 0,
				downloadThroughput: -1,
				uploadThroughput: uploadSpeed,
			});
			await page
				.locator('input[type=file]:not([webkitdirectory])')
				.setInputFiles([picture('Harbour at dawn.png', 900_000), picture('Crew list.png', 1_500_000)]);
			const progress = page.getByRole('progressbar', { name: 'Upload of Harbour at dawn.png' });
			await progress.waitFor();
			await page.waitForFunction(
				(element) => Number(element?.getAttribute('aria-valuenow')) >= 40,
				await progress.elementHandle(),
			);
		},
		// Before the last byte is sent: nothing of it stays on the server.
		async leave(page) {
			for (const name of ['Harbour at dawn.png', 'Crew list.png']) {
				await page.getByRole('button', { name: `Stop the upload of ${name}` }).click();
			}
		},
	},
	failure: {
		async show(page, url) {
			// The service worker has the remote by now, and would serve it without asking.
			const network = await page.context().newCDPSession(page);
			await network.send('Network.enable');
			await network.send('Network.setBypassServiceWorker', { bypass: true });
			await page.route('**/assets/users/**', (route) => route.abort());
			await page.goto(url);
			await page.getByText('Users is not available').waitFor();
			await page.getByRole('region', { name: 'Files' }).getByRole('listitem').first().waitFor();
			await live(page);
		},
		leave: (page) => page.unrouteAll(),
	},
} satisfies Record<string, Stop>;

/** Three people, one of them without an address that could be one. Nobody is imported. */
const colleagues = `email,firstName,lastName,role
amara.osei@flotilla.test,Amara,Osei,member
no-address,Jonas,Weber,member
linh.tran@flotilla.test,Linh,Trần,manager
`;

/** Connected, with every picture and font here. */
async function live(page: Page): Promise<void> {
	await page.locator('[data-connection=connected]').waitFor({ state: 'attached' });
	await idle(page);
}

const picture = (name: string, size: number) => ({
	name,
	mimeType: 'image/png',
	// The page looks at the type and the size, the server at the bytes: random ones would be refused there.
	buffer: Buffer.from(randomBytes(size)),
});
