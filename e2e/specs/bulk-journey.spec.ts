import { askApi } from '../fixtures/ask-api.ts';
import { ways } from '../fixtures/hands.ts';
import { expect, signIn, test } from '../fixtures/test.ts';

interface Listed {
	pagination: { total: number };
}

for (const { name, viewport, handOf } of ways) {
	test(`viewers are ticked over pages, all of them deactivated, and that is taken back: ${name}`, async ({
		suite,
		openBrowser,
	}) => {
		const api = await askApi(suite);
		const count = async (query: string) => (await api.get<Listed>(`/users?role=viewer${query}`)).pagination.total;
		const [all, active] = [await count(''), await count('&status=active')];
		expect(active).toBeGreaterThan(0);

		const page = await openBrowser({ viewport });
		const hand = handOf(page);
		await signIn(page, suite.url, { path: '/users?role=viewer' });
		const table = page.getByRole('table', { name: 'Users' }).or(page.getByRole('grid', { name: 'Users' }));
		const bar = page.getByRole('region', { name: 'Selection' });
		const row = (index: number) => table.locator(`tbody tr[data-index="${index}"][data-user-id]`);

		await test.step('a tick stays while the list moves on to other pages', async () => {
			await hand.tick(row(0));
			await expect(bar.getByText('1 selected')).toBeVisible();
			await hand.goToEnd(table, 'last');
			await hand.tick(row(all - 1));
			await expect(bar.getByText('2 selected')).toBeVisible();
			await hand.goToEnd(table, 'first');
			await expect(row(0).getByRole('checkbox')).toBeChecked();
			await expect(row(1).getByRole('checkbox')).not.toBeChecked();
		});

		await test.step('all who fit are changed', async () => {
			await hand.press(bar.getByRole('button', { name: `Select all ${all}` }));
			await expect(bar.getByText(`${all} selected`)).toBeVisible();
			await expect(row(1).getByRole('checkbox')).toBeChecked();
			await hand.choose(bar.getByRole('button', { name: 'Status' }), page.getByRole('menuitem', { name: 'Inactive' }));
			await expect(page.getByText(`${active} people changed`)).toBeVisible();
			expect(await count('&status=active')).toBe(0);
		});

		await test.step('and are as they were', async () => {
			await hand.press(page.getByRole('button', { name: 'Undo' }));
			await expect(page.getByText(`${active} people are as before`)).toBeVisible();
			expect(await count('&status=active')).toBe(active);
			await expect(row(0).getByText('Active', { exact: true })).toBeVisible();
		});
	});
}
