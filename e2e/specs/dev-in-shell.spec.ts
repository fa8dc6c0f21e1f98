import { type ChildProcess, spawn } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import getPort from 'get-port';
import { copyWorkspace, type WorkspaceCopy } from '../../tools/new-remote/copy-workspace.ts';
import { root } from '../../tools/suite/build-apps.ts';
import { expect, signIn, test } from '../fixtures/test.ts';

let workspace: WorkspaceCopy | undefined;
let server: ChildProcess | undefined;
test.afterEach(async () => {
	server?.kill();
	await workspace?.remove();
});

test('npm run dev -- users --registry: one remote from a checkout in the real shell, where a change is seen without a reload', async ({
	suite,
	openBrowser,
}) => {
	workspace = await copyWorkspace(root);
	const { root: checkout } = workspace;
	const port = await getPort();
	const url = `http://localhost:${port}`;
	server = spawn(process.execPath, ['tools/dev/main.ts', 'users', '--registry', suite.url], {
		cwd: checkout,
		env: { ...process.env, DEV_PORT: String(port) },
	});
	let output = '';
	for (const stream of [server.stdout, server.stderr])
		stream?.on('data', (chunk: Buffer) => {
			output += chunk;
		});
	await expect
		.poll(() => output, { timeout: 30_000 })
		.toContain(`users from this checkout, all else from ${suite.url}`);

	const page = await openBrowser();
	await signIn(page, url, { path: '/users' });
	await expect(page.getByRole('heading', { name: 'Users', level: 1 })).toBeVisible();
	await expect(page.getByText('Live')).toBeVisible();
	await page.getByRole('searchbox').fill('Ada');
	await expect(page).toHaveURL(/search=Ada/);
	await page.evaluate(() => Object.assign(globalThis, { sameDocument: true }));

	const edit = async (file: string, from: string, to: string): Promise<void> => {
		const path = join(checkout, 'apps/users', file);
		const source = await readFile(path, 'utf8');
		expect(source).toContain(from);
		await writeFile(path, source.replace(from, to));
	};
	const sameDocument = () => page.evaluate(() => 'sameDocument' in globalThis);

	await test.step('a change is there, and page, address and session are the same', async () => {
		await edit('src/features/list-users/messages/en.json', '"title": "Users"', '"title": "Everybody"');
		await expect(page.getByRole('heading', { name: 'Everybody', level: 1 })).toBeVisible();
		await expect(page.getByRole('searchbox')).toHaveValue('Ada');
		expect(await sameDocument()).toBe(true);
		expect(output).toMatch(/Built users in \d+ ms/);
	});

	await test.step('a mistake is told where the command runs, and the page keeps what works', async () => {
		await edit('src/app/people-list.tsx', 'export const PeopleList', 'export const = PeopleList');
		await expect.poll(() => output).toContain('people-list.tsx');
		await expect(page.getByRole('heading', { name: 'Everybody', level: 1 })).toBeVisible();
		await edit('src/app/people-list.tsx', 'export const = PeopleList', 'export const PeopleList');
	});

	await test.step('another manifest reaches the shell by a reload', async () => {
		await edit('remote.manifest.ts', "label: 'Users'", "label: 'Everybody'");
		await expect(page.getByRole('link', { name: 'Everybody', exact: true })).toBeVisible();
		expect(await sameDocument()).toBe(false);
	});

	await test.step('the other remotes are those of the registry, and other origins are refused as by the API itself', async () => {
		await page.getByRole('link', { name: 'Files', exact: true }).click();
		await expect(page.getByRole('heading', { name: 'Files', level: 1 })).toBeVisible();
		const refused = await fetch(`${url}/api/auth/refresh`, {
			method: 'POST',
			headers: { origin: 'https://evil.example' },
		});
		expect(refused.status).toBe(403);
	});
	// Before the server that it would miss.
	await page.close();
});
