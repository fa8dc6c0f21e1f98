import type { Page } from '@playwright/test';
import { askApi } from '../fixtures/ask-api.ts';
import { ways } from '../fixtures/hands.ts';
import { expect, signIn, test } from '../fixtures/test.ts';

interface Listed {
	users: { id: string; lastName: string }[];
	pagination: { total: number };
}

/** By mouse it is in people.spec.ts. */
const otherWays = ways.filter(({ name }) => !name.endsWith('by mouse'));

for (const [index, { name, viewport, handOf }] of otherWays.entries()) {
	test(`a conflict between two browsers is settled: ${name}`, async ({ suite, openBrowser }) => {
		const { users } = await (await askApi(suite)).get<Listed>('/users?role=viewer&sortBy=name&sortOrder=desc&limit=4');
		const path = `/users/${users[index]?.id}`;
		const [theirs, mine] = [`Theirs ${index}`, `Mine ${index}`];
		const other = await openBrowser();
		const page = await openBrowser({ viewport });
		const hand = handOf(page);
		const lastName = (where: Page) => where.getByRole('textbox', { name: 'Last name' });
		await signIn(other, suite.url, { path });
		await signIn(page, suite.url, { path });
		await hand.fill(lastName(page), mine);
		await lastName(other).fill(theirs);
		await other.getByRole('button', { name: 'Save changes' }).click();
		await expect(page.getByText('Somebody else changed this person in the meantime')).toBeVisible();
		await expect(lastName(page)).toHaveValue(mine);

		await hand.press(page.getByRole('button', { name: 'Compare and choose' }));
		const dialog = page.getByRole('dialog', { name: 'Two versions of one person' });
		await expect(dialog.getByText(theirs)).toBeVisible();
		await hand.press(dialog.getByRole('button', { name: 'Take all of yours' }));
		await expect(dialog.getByRole('radio', { name: /^Yours/ })).toBeChecked();
		await hand.press(dialog.getByRole('button', { name: 'Save this version' }));
		await expect(dialog).toHaveCount(0);
		await expect(page.getByRole('heading', { level: 1, name: new RegExp(`${mine}$`) })).toBeVisible();
		await expect(other.getByRole('heading', { level: 1, name: new RegExp(`${mine}$`) })).toBeVisible();
	});

	test(`people are imported but for a bad row: ${name}`, async ({ suite, openBrowser }) => {
		const page = await openBrowser({ viewport });
		const hand = handOf(page);
		await signIn(page, suite.url, { path: '/users' });
		await hand.press(page.getByRole('link', { name: 'Import' }));
		const chooser = page.waitForEvent('filechooser');
		await hand.press(page.getByLabel('Choose a CSV file or drop it here'));
		const people = [1, 2, 3].map((nth) => `journey-${index}-${nth}@flotilla.test,Nour,Journey,viewer`);
		const csv = ['email,firstName,lastName,role', ...people, 'no address,Nour,Journey,viewer', ''].join('\n');
		await (await chooser).setFiles({ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });

		await expect(page.getByText('1 row cannot be imported')).toBeVisible();
		await hand.press(page.getByRole('button', { name: 'Import 3 people' }));
		await expect(page.getByText('3 people were imported')).toBeVisible();
		await hand.press(page.getByRole('link', { name: 'Show the list' }));
		await expect(page.getByRole('heading', { level: 1, name: 'Users' })).toBeVisible();
		const found = await (await askApi(suite)).get<Listed>(`/users?search=journey-${index}`);
		expect(found.pagination.total).toBe(3);
	});
}
