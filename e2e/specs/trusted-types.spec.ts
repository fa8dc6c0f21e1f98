import { expect, signIn, test } from '../fixtures/test.ts';

// The console says of each refusal what it was.
const expectedMessages = [/TrustedHTML|TrustedScript|Trusted Type/];

test('text from nowhere becomes neither markup nor a script, and what the apps need still works', async ({
	suite,
	openBrowser,
}) => {
	const page = await openBrowser();
	await signIn(page, suite.url, { as: 'member', path: '/files' });

	await test.step('a PDF is drawn by its worker', async () => {
		await page.getByRole('link', { name: 'Boarding pass.pdf', exact: true }).click();
		const canvas = page.locator('canvas').first();
		await expect(canvas).toBeVisible();
		const isDrawn = () =>
			canvas.evaluate((element: HTMLCanvasElement) => {
				const { data } = element.getContext('2d')?.getImageData(0, 0, element.width, element.height) ?? { data: [] };
				return data.some((value, index) => index % 4 !== 3 && value > 0 && value < 255);
			});
		await expect.poll(isDrawn).toBe(true);
	});

	const attacked = await openBrowser({ expectedMessages });
	await attacked.goto(suite.url);
	await expect(attacked.getByLabel('E-mail')).toBeVisible();
	const outcomeOf = (attack: 'markup' | 'script' | 'address' | 'code') =>
		attacked.evaluate((kind) => {
			try {
				const element = document.createElement(kind === 'markup' ? 'div' : 'script');
				if (kind === 'markup') element.innerHTML = '<img src="x" onerror="globalThis.ran = true">';
				if (kind === 'script') element.textContent = 'globalThis.ran = true';
				if (kind === 'address') (element as HTMLScriptElement).src = 'https://elsewhere.example/assets/x.js';
				if (kind === 'code') element.setAttribute('onclick', 'globalThis.ran = true');
				return 'allowed';
			} catch (error) {
				return (error as Error).name;
			}
		}, attack);
	for (const attack of ['markup', 'script', 'address', 'code'] as const) {
		await test.step(`${attack} is refused`, async () => expect(await outcomeOf(attack)).toBe('TypeError'));
	}
	expect(await attacked.evaluate(() => 'ran' in globalThis)).toBe(false);
});
