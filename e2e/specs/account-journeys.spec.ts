import type { Locator, Page } from '@playwright/test';
import { expect, test } from '../fixtures/test.ts';

/** How a person goes about it. */
interface Hand {
	fill(field: Locator, text: string): Promise<void>;
	/** Buttons, links and boxes. */
	press(control: Locator): Promise<void>;
}

/** With a mouse or a finger. */
const pointer: Hand = {
	fill: (field, text) => field.fill(text),
	press: (control) => control.click(),
};

/** With Tab, letters, Space and Enter alone, from wherever the focus is. */
const keyboard = (page: Page): Hand => {
	const goTo = async (control: Locator): Promise<void> => {
		await control.waitFor();
		for (let step = 0; step < 40; step += 1) {
			if (await control.evaluate((element) => element === document.activeElement)) return;
			await page.keyboard.press('Tab');
		}
		throw new Error(`The keyboard does not get to ${control}`);
	};
	return {
		async fill(field, text) {
			await goTo(field);
			await page.keyboard.type(text);
		},
		async press(control) {
			await goTo(control);
			const isBox = (await control.getAttribute('type')) === 'checkbox';
			await page.keyboard.press(isBox ? 'Space' : 'Enter');
		},
	};
};

const desktop = { width: 1280, height: 800 };
const phone = { width: 390, height: 844 };

const ways = [
	{ name: 'on a phone, by finger', viewport: phone, hand: () => pointer, email: 'finger@flotilla.test' },
	{ name: 'on a desktop, by keyboard', viewport: desktop, hand: keyboard, email: 'keys@flotilla.test' },
	{ name: 'on a phone, by keyboard', viewport: phone, hand: keyboard, email: 'phone-keys@flotilla.test' },
] as const;

const password = 'three boats in the fog';
const nextPassword = 'four boats in the sun';

test('an account is made and a password replaced', async ({ startOwnSuite, openBrowser }) => {
	test.setTimeout(150_000);
	const suite = await startOwnSuite();
	for (const { name, viewport, hand, email } of ways) {
		await test.step(name, async () => {
			// On purpose: the new password ends the session of this browser.
			let page = await openBrowser({ expectedMessages: [/status of 401 .*\/auth\/refresh/] });
			await page.setViewportSize(viewport);
			let { fill, press } = hand(page);
			const signIn = async (text: string): Promise<void> => {
				await fill(page.getByLabel('E-mail'), email);
				await fill(page.getByLabel('Password', { exact: true }), text);
				await press(page.getByRole('button', { name: 'Sign in' }));
				await expect(page.getByRole('heading', { name: 'Hello, Nova' })).toBeVisible();
			};
			/** By the page that shows mails in development, in a tab of its own. */
			const followLink = async (link: RegExp): Promise<void> => {
				const [mails] = await Promise.all([
					page.waitForEvent('popup'),
					press(page.getByRole('link', { name: 'Read it on the page for mails' })),
				]);
				const href = await mails.getByRole('article').first().getByRole('link', { name: link }).getAttribute('href');
				await mails.close();
				await page.goto(`${suite.url}${new URL(href ?? '').pathname}${new URL(href ?? '').search}`);
			};

			await page.goto(`${suite.url}/auth/sign-in`);
			await press(page.getByRole('link', { name: 'Create an account' }));
			await fill(page.getByLabel('First name'), 'Nova');
			await fill(page.getByLabel('Last name'), 'Person');
			await fill(page.getByLabel('E-mail'), email);
			await fill(page.getByLabel('Password', { exact: true }), password);
			await expect(page.getByLabel('Password', { exact: true })).toHaveAccessibleDescription('Strong.');
			await fill(page.getByLabel('Password again'), password);
			await press(page.getByRole('checkbox', { name: 'I accept the terms of use' }));
			await press(page.getByRole('button', { name: 'Create account' }));
			await expect(page.getByRole('heading', { name: 'Check your mail' })).toBeFocused();

			await followLink(/verify-email/);
			await expect(page.getByRole('heading', { name: 'Address confirmed' })).toBeVisible();
			await press(page.getByRole('link', { name: 'Sign in' }));
			await signIn(password);

			// Somewhere else, where they are not signed in.
			page = await openBrowser();
			await page.setViewportSize(viewport);
			({ fill, press } = hand(page));
			await page.goto(`${suite.url}/auth/sign-in`);
			await press(page.getByRole('link', { name: 'Forgot password?' }));
			await fill(page.getByLabel('E-mail'), email);
			await press(page.getByRole('button', { name: 'Send the link' }));
			await expect(page.getByRole('heading', { name: 'Check your mail' })).toBeFocused();
			await followLink(/reset-password/);
			await fill(page.getByLabel('New password', { exact: true }), nextPassword);
			await fill(page.getByLabel('New password again'), nextPassword);
			await press(page.getByRole('button', { name: 'Change the password' }));
			await expect(page.getByText('Your password was changed. Sign in with the new one.')).toBeVisible();
			await signIn(nextPassword);
		});
	}
});
