import { readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { dirname } from 'node:path';
import { createRegistryClient } from '@flotilla/registry';
import type { Page } from '@playwright/test';
import { publishVersion } from '../../tools/suite/publish-version.ts';
import { compositionOf, keptCompositions, keptFiles, untilKept } from '../fixtures/service-worker.ts';
import { buildChanged, type TestSuite } from '../fixtures/suite.ts';
import { expect, signIn, test } from '../fixtures/test.ts';

// The browser itself reports each request that does not get through.
const withoutNetwork = [/ERR_INTERNET_DISCONNECTED/, /ERR_FAILED/, /WebSocket connection/];

/** The registry is out of reach, and calls of the API are carried there by hand: what a page needs to show data. */
const leaveOnlyTheApi = async (page: Page, suite: TestSuite): Promise<void> => {
	await page.context().setOffline(true);
	await page.route(`${suite.url}/api/**`, async (route) => {
		// A stream has no end at which it could be handed over.
		if (new URL(route.request().url()).pathname === '/api/events') return route.abort();
		const answer = await route.fetch({ url: route.request().url().replace(suite.url, suite.apiUrl) });
		await route.fulfill({ response: answer });
	});
};

test('a page that was open once opens without a network, and so does one that never was', async ({
	suite,
	openBrowser,
}) => {
	const page = await openBrowser({ expectedMessages: withoutNetwork });
	await page.goto(`${suite.url}/auth/sign-in`);
	await untilKept(page);

	await test.step('calls of the API go past the worker, pages and files through it', async () => {
		await page.reload();
		await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
		await page.evaluate(async () => (await fetch('/api/push/public-key')).text());
		const through = () =>
			page.evaluate(() => {
				const entries = performance.getEntries() as (PerformanceResourceTiming & { workerFinalSourceType?: string })[];
				return ['/auth/sign-in', '/assets/shell/main.', '/api/push'].map((part) => {
					const found = entries.filter(({ name }) => name.includes(part));
					return [...new Set(found.map(({ workerFinalSourceType }) => workerFinalSourceType))];
				});
			});
		await expect.poll(through).toEqual([[''], [''], ['network']]);
		expect(await page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
	});

	await page.context().setOffline(true);
	await page.reload();
	await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
	await page.goto(`${suite.url}/auth/register`);
	await expect(page.getByRole('button', { name: 'Create account' })).toBeVisible();

	await test.step('the API is nobody’s but the network’s', async () => {
		const error = await page.evaluate(() => fetch('/api/auth/me').catch((thrown) => String(thrown)));
		expect(error).toContain('Failed to fetch');
		expect((await keptFiles(page)).filter((path) => !path.startsWith('/assets/'))).toEqual([]);
		await expect(page.goto(`${suite.url}/api/dev/mails`)).rejects.toThrow('ERR_INTERNET_DISCONNECTED');
	});
});

test('what runs without the registry is the remote as it was kept, signed in and with its data', async ({
	suite,
	openBrowser,
}) => {
	const page = await openBrowser({ expectedMessages: withoutNetwork });
	await signIn(page, suite.url, { path: '/files' });
	await untilKept(page);
	await leaveOnlyTheApi(page, suite);
	await page.reload();
	await expect(page.locator('tr[data-file-id]').first()).toBeVisible();
	// Never loaded in this browser before.
	await page.getByRole('link', { name: 'Users', exact: true }).click();
	await expect(page.locator('tr[data-user-id]').nth(9)).toBeVisible();
});

test('a page stays on its composition, is offered the next one, and never gets parts of both', async ({
	startOwnSuite,
	openBrowser,
}) => {
	const suite = await startOwnSuite();
	const page = await openBrowser({ expectedMessages: withoutNetwork });
	// On a page of what is deployed: elsewhere it would go on with the next one by itself.
	await signIn(page, suite.url, { path: '/users' });
	await untilKept(page);
	const first = await compositionOf(page);
	const filesOfFirst = await keptFiles(page);

	const build = await buildChanged('users', {
		file: 'src/features/list-users/messages/en.json',
		edit: (source) => source.replace('"title": "Users"', '"title": "Everybody"'),
	});
	const fetched: string[] = [];
	await page.context().route(`${suite.url}/assets/**`, async (route) => {
		fetched.push(new URL(route.request().url()).pathname);
		await route.continue();
	});
	await publishVersion(suite, { folder: build, app: 'users', version: '2.0.0' });
	await rm(dirname(dirname(build)), { recursive: true });

	const other = await page.context().newPage();
	await test.step('another tab gets the new one, and nothing is fetched that was here', async () => {
		await other.goto(`${suite.url}/users`);
		await expect(other.getByRole('heading', { name: 'Everybody', level: 1 })).toBeVisible();
		await untilKept(other);
		expect(await keptCompositions(other)).toEqual([first, await compositionOf(other)]);
		const added = (await keptFiles(other)).filter((path) => !filesOfFirst.includes(path));
		expect(added.every((path) => path.startsWith('/assets/users/'))).toBe(true);
		expect(added.length).toBeGreaterThan(0);
		expect([...new Set(fetched)].sort()).toEqual(added.sort());
	});

	await test.step('the first one is told, and goes on as it was, without the registry, too', async () => {
		await expect(page.getByRole('button', { name: 'Update to the new version' })).toBeVisible();
		await leaveOnlyTheApi(page, suite);
		await page.getByRole('link', { name: 'Files', exact: true }).click();
		await expect(page.getByRole('heading', { name: 'Files', level: 1 })).toBeVisible();
		await page.getByRole('link', { name: 'Users', exact: true }).click();
		await expect(page.getByRole('heading', { name: 'Users', level: 1 })).toBeVisible();
		expect(await compositionOf(page)).toBe(first);
	});

	await test.step('taken without a network, the new one is whole', async () => {
		await page.getByRole('button', { name: 'Update to the new version' }).click();
		await expect(page.getByRole('heading', { name: 'Everybody', level: 1 })).toBeVisible();
		await expect(page.getByRole('button', { name: 'Update to the new version' })).toHaveCount(0);
	});

	await test.step('after a rollback it is the former one again that is there without a network', async () => {
		await page.context().setOffline(false);
		const token = (await readFile(suite.publishTokenFile, 'utf8')).trim();
		await createRegistryClient({ registry: suite.registryUrl, token }).rollback('production', 'users');
		fetched.length = 0;
		await page.reload();
		await untilKept(page);
		expect(await compositionOf(page)).toBe(first);
		expect(fetched).toEqual([]);
		await page.context().setOffline(true);
		await page.reload();
		await expect(page.getByRole('heading', { name: 'Users', level: 1 })).toBeVisible();
	});
});

test('a server that is silent, or in trouble, is waited for a moment and then does not stop the page', async ({
	startOwnSuite,
	openBrowser,
}) => {
	const suite = await startOwnSuite();
	const page = await openBrowser({ expectedMessages: [/status of 503/, /Failed to load resource/] });
	await page.goto(`${suite.url}/auth/sign-in`);
	await untilKept(page);
	const registry = suite.services().find(({ name }) => name === 'registry');
	if (registry === undefined) throw new Error('The suite has no registry.');

	await test.step('it takes connections and answers nothing', async () => {
		process.kill(registry.pid, 'SIGSTOP');
		try {
			await page.goto(`${suite.url}/auth/register`);
			await expect(page.getByRole('button', { name: 'Create account' })).toBeVisible();
		} finally {
			process.kill(registry.pid, 'SIGCONT');
		}
	});

	await test.step('what stands in front of it says that it is not there', async () => {
		await registry.stop();
		const ingress = createServer((_request, response) => response.writeHead(503).end('Service unavailable'));
		await new Promise<void>((resolve) => ingress.listen(Number(new URL(suite.url).port), '127.0.0.1', resolve));
		try {
			await page.goto(`${suite.url}/auth/sign-in`);
			await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
			// Whoever has nothing kept is told so.
			// The browser also asks for an icon of that page, and maybe when nobody answers any more.
			const other = await openBrowser({ expectedMessages: [/Failed to load resource/] });
			expect((await other.goto(`${suite.url}/auth/sign-in`))?.status()).toBe(503);
		} finally {
			ingress.closeAllConnections();
			ingress.close();
		}
	});
});

test('the service worker is taken out of every browser by a setting of the registry', async ({
	startOwnSuite,
	openBrowser,
}) => {
	const suite = await startOwnSuite();
	const page = await openBrowser({ expectedMessages: withoutNetwork });
	await page.goto(`${suite.url}/auth/sign-in`);
	await untilKept(page);
	const left = () =>
		page.evaluate(async () => ({
			workers: (await navigator.serviceWorker.getRegistrations()).length,
			caches: await caches.keys(),
		}));
	expect(await left()).toMatchObject({ workers: 1, caches: [expect.any(String), expect.any(String)] });

	await suite.restartRegistry({ SERVICE_WORKER: 'false' });
	await page.reload();
	await expect.poll(left).toEqual({ workers: 0, caches: [] });
	await page.reload();
	await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
	expect(await page.evaluate(() => navigator.serviceWorker.controller)).toBeNull();
	expect(await left()).toEqual({ workers: 0, caches: [] });

	await test.step('and comes back by it', async () => {
		await suite.restartRegistry();
		await page.reload();
		await untilKept(page);
	});
});
