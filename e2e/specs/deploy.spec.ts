import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { APIRequestContext } from '@playwright/test';
import { publishVersion } from '../../tools/suite/publish-version.ts';
import { buildChanged } from '../fixtures/suite.ts';
import { expect, signIn, test } from '../fixtures/test.ts';

test('a team ships its remote alone: a reload brings it, and the other apps keep their exact bytes', async ({
	startOwnSuite,
	openBrowser,
	request,
}) => {
	const suite = await startOwnSuite();
	const page = await openBrowser();
	await signIn(page, suite.url, { path: '/users' });
	await expect(page.getByRole('heading', { name: 'Users', level: 1 })).toBeVisible();
	const before = await servedBytes(request, suite.url);

	const build = await buildChanged('users', {
		file: 'src/features/list-users/messages/en.json',
		edit: (source) => source.replace('"title": "Users"', '"title": "Everybody"'),
	});
	await publishVersion(suite, { folder: build, app: 'users', version: '1.1.0' });

	await test.step('the page that is open stays on what it loaded', async () => {
		await page.getByRole('link', { name: 'Dashboard', exact: true }).click();
		await page.getByRole('link', { name: 'Users', exact: true }).click();
		await expect(page.getByRole('heading', { name: 'Users', level: 1 })).toBeVisible();
	});

	await test.step('a reload brings the new one', async () => {
		await page.reload();
		await expect(page.getByRole('heading', { name: 'Everybody', level: 1 })).toBeVisible();
	});

	await test.step('shell, auth and files are the same addresses with the same bytes', async () => {
		const after = await servedBytes(request, suite.url);
		for (const app of ['shell', 'auth', 'files']) expect(after.get(app), app).toEqual(before.get(app));
		expect(after.get('users')).not.toEqual(before.get('users'));
	});

	await test.step('the same version with other bytes is refused', async () => {
		const other = await buildChanged('users', {
			file: 'src/features/list-users/messages/en.json',
			edit: (source) => source.replace('"title": "Users"', '"title": "All people"'),
		});
		await expect(publishVersion(suite, { folder: other, app: 'users', version: '1.1.0' })).rejects.toMatchObject({
			code: 'VERSION_EXISTS',
			status: 409,
		});
		await rm(dirname(dirname(other)), { recursive: true });
	});
	await rm(dirname(dirname(build)), { recursive: true });
});

interface PageComposition {
	shell: { app: string; entry: string; initial: { modules: string[]; styles: string[] } };
	remotes: PageComposition['shell'][];
}

/** For each app of the page: the addresses of its files and what they answer. */
const servedBytes = async (request: APIRequestContext, url: string): Promise<Map<string, Record<string, string>>> => {
	const html = await (await request.get(url, { headers: { accept: 'text/html' } })).text();
	const json = /<script type="application\/json" id="flotilla-composition">(.*?)<\/script>/s.exec(html)?.[1];
	const { shell, remotes } = JSON.parse(json ?? '') as PageComposition;
	const files = new Map<string, Record<string, string>>();
	for (const { app, entry, initial } of [shell, ...remotes]) {
		const bytes: Record<string, string> = {};
		for (const address of [entry, ...initial.modules, ...initial.styles]) {
			const answer = await request.get(`${url}${address}`);
			expect(answer.status(), address).toBe(200);
			bytes[address] = (await answer.body()).toString('base64');
		}
		files.set(app, bytes);
	}
	return files;
};
