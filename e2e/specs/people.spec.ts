import { readFile } from 'node:fs/promises';
import { expect, signIn, test } from '../fixtures/test.ts';

/** Imports send thousands of invitations. */
test.setTimeout(180_000);

test('two people change one person: both see that the other is there, and choose what shall stand', async ({
	startOwnSuite,
	openBrowser,
}) => {
	const suite = await startOwnSuite();
	// The refusal of a version is an answer like any other, but the browser complains of each 412.
	const expectedMessages = [/412 \(Precondition Failed\)/];
	const [admin, member] = [await openBrowser({ expectedMessages }), await openBrowser({ expectedMessages })];
	await signIn(member, suite.url, { as: 'member', path: '/users?search=member%40flotilla.test' });
	await member.getByRole('link', { name: /Milo Okafor/ }).click();
	await expect(member.getByRole('heading', { level: 1, name: 'Milo Okafor' })).toBeVisible();
	const path = new URL(member.url()).pathname;
	await signIn(admin, suite.url, { path });

	await test.step('each is told that the other is there', async () => {
		await expect(admin.getByText('Milo Okafor is here, too')).toBeAttached();
		await expect(member.getByText('Ada Lindqvist is here, too')).toBeAttached();
	});

	await test.step('who saves first is told to the other while they type, and nothing typed is lost', async () => {
		await member.getByLabel('Last name').fill('Okafor-Lund');
		await admin.getByLabel('Last name').fill('Okafor-Berg');
		await admin.getByRole('button', { name: 'Save changes' }).click();
		await expect(admin.getByText('Saved')).toBeVisible();
		await expect(member.getByText('Somebody else changed this person in the meantime')).toBeVisible();
		await expect(member.getByLabel('Last name')).toHaveValue('Okafor-Lund');
	});

	await test.step('leaving asks, by a link and by a step back', async () => {
		await member.getByRole('link', { name: 'Users' }).first().click();
		await member.getByRole('button', { name: 'Keep editing' }).click();
		// Not `goBack`, which would wait for a navigation that is held back.
		await member.evaluate(() => history.back());
		await member.getByRole('button', { name: 'Keep editing' }).click();
		await expect(member).toHaveURL(`${suite.url}${path}`);
	});

	await test.step('one’s own version is saved over theirs, and shows there', async () => {
		await member.getByRole('button', { name: 'Compare and choose' }).click();
		await member.getByRole('radio', { name: /^Yours/ }).check();
		await member.getByRole('button', { name: 'Save this version' }).click();
		await expect(member.getByRole('heading', { level: 1, name: 'Milo Okafor-Lund' })).toBeVisible();
		await expect(admin.getByRole('heading', { level: 1, name: 'Milo Okafor-Lund' })).toBeVisible();
		await expect(admin.getByLabel('Last name')).toHaveValue('Okafor-Lund');
	});
});

test('5,000 people are imported but for 37 bad rows, which come back as a file to mend', async ({
	startOwnSuite,
	openBrowser,
}) => {
	const suite = await startOwnSuite();
	const page = await openBrowser();
	await signIn(page, suite.url, { path: '/users' });
	await page.getByRole('link', { name: 'Import' }).click();
	await page.getByLabel('Choose a CSV file or drop it here').setInputFiles({
		name: 'people.csv',
		mimeType: 'text/csv',
		buffer: Buffer.from(csvOf(5000, 37)),
	});

	await test.step('the file is checked, and nothing is changed', async () => {
		await expect(page.getByText('37 rows cannot be imported')).toBeVisible({ timeout: 60_000 });
		await expect(page.getByText('10 of 37')).toBeVisible();
	});

	await test.step('the good rows are imported', async () => {
		await page.getByRole('button', { name: 'Import 4,963 people' }).click();
		await expect(page.getByText('4,963 people were imported')).toBeVisible({ timeout: 120_000 });
	});

	await test.step('the bad rows are saved with their reasons, and nothing a spreadsheet would run', async () => {
		const download = page.waitForEvent('download');
		await page.getByRole('button', { name: 'Download these rows' }).click();
		const lines = (await readFile(await (await download).path(), 'utf8')).trim().split('\r\n');
		expect(lines).toHaveLength(1 + 37);
		expect(lines[0]?.replace('\ufeff', '')).toBe('email,firstName,lastName,role,problem');
		expect(lines.filter((line) => /(^|,)=/.test(line))).toEqual([]);
	});

	await test.step('everybody is in the list', async () => {
		await page.getByRole('link', { name: 'Show the list' }).click();
		await expect(page.getByText('5,565 people')).toBeVisible();
	});
});

/** People of whom some are wrong, spread over the file and in several ways. */
const csvOf = (rows: number, bad: number): string => {
	const every = Math.floor(rows / bad);
	const lines = Array.from({ length: rows }, (_, index) => {
		const nth = index % every === 0 ? index / every : bad;
		if (nth >= bad) return `import${index}@flotilla.test,Person ${index},Imported,member`;
		if (nth % 3 === 0) return `no address ${index},Grace,Hopper,member`;
		return nth % 3 === 1
			? `import${index}@flotilla.test,=cmd(),Hopper,member`
			: `import${index}@flotilla.test,,Hopper,`;
	});
	return `${['email,firstName,lastName,role', ...lines].join('\n')}\n`;
};
