import { readFile, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { createRegistryClient, publishBuild } from '@flotilla/registry';
import type { Page } from '@playwright/test';
import { buildWithFaults } from '../fixtures/build-with-faults.ts';
import { compositionOf, untilKept } from '../fixtures/service-worker.ts';
import { expect, signIn, test } from '../fixtures/test.ts';

// The browser itself says so when a remote does not start.
const expectedMessages = [/users: throw at start/, /was preloaded using link preload but not/];

/** Has a browser be a device that gets this composition, as others would be by chance. */
const becomeDeviceOf = async (page: Page, url: string, compositionId: string): Promise<void> => {
	await expect
		.poll(
			async () => {
				await page.context().clearCookies({ name: 'flotilla-device' });
				const answer = await page.request.get(url, { headers: { accept: 'text/html' } });
				return answer.headers()['x-flotilla-composition'];
			},
			{ intervals: [10] },
		)
		.toBe(compositionId);
};

test('a canary is for some devices, which keep it; one that throws is taken back by itself', async ({
	startOwnSuite,
	openBrowser,
}) => {
	test.setTimeout(150_000);
	const suite = await startOwnSuite({ env: { CANARY_INTERVAL: '500', BEACONS_PER_MINUTE: '0' } });
	const token = (await readFile(suite.publishTokenFile, 'utf8')).trim();
	const client = createRegistryClient({ registry: suite.registryUrl, token });
	const folder = await buildWithFaults('users', { always: 'throw at start' });
	await publishBuild({
		folder,
		app: 'users',
		version: '9.0.0',
		channel: undefined,
		registry: suite.registryUrl,
		token,
	});
	await rm(dirname(folder), { recursive: true });

	await client.setCanary('production', 'users', { version: '9.0.0', percent: 50, message: 'Try it' });
	const { compositionId: stable, canaryCompositionIds, apps } = await client.channel('production');
	const candidate = canaryCompositionIds[0] ?? '';
	const inside = await openBrowser({ expectedMessages });
	const outside = await openBrowser();
	await becomeDeviceOf(inside, suite.url, candidate);
	await becomeDeviceOf(outside, suite.url, stable ?? '');

	await test.step('one browser is in and one is out, and reloads change nothing', async () => {
		await signIn(inside, suite.url);
		await signIn(outside, suite.url);
		for (let time = 0; time < 3; time += 1) {
			await Promise.all([inside.reload(), outside.reload()]);
			expect(await compositionOf(inside)).toBe(candidate);
			expect(await compositionOf(outside)).toBe(stable);
			await expect(inside.getByText('Users is not available')).toBeVisible();
			await expect(outside.getByRole('region', { name: 'People' }).getByRole('listitem').first()).toBeVisible();
		}
		// The service worker asks for updates as the same device: nobody is offered what they would not get.
		await untilKept(inside);
		await untilKept(outside);
	});

	await test.step('the pages told how they fared, without being asked', async () => {
		// What went well is told when the page is left.
		await outside.reload();
		const figures = async () => (await client.canaries('production', { app: 'users' }))[0]?.figures;
		await expect.poll(async () => (await figures())?.candidate.failing).toBeGreaterThanOrEqual(3);
		await expect.poll(async () => (await figures())?.stable.sessions).toBeGreaterThanOrEqual(3);
		const { candidate: told, stable: well } = (await figures()) ?? {};
		expect(told?.failing).toBe(told?.sessions);
		expect(well?.failing).toBe(0);
	});

	await test.step('with those of more devices the candidate is rolled back', async () => {
		const tell = (compositionId: string, failed: 0 | 1) =>
			fetch(`${suite.registryUrl}/registry/v1/beacons`, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({
					compositionId,
					apps: [
						{ app: 'users', sessions: 1, failingSessions: failed, loads: 1, loadFailures: failed, uncaughtErrors: 0 },
					],
				}),
			});
		for (let time = 0; time < 60; time += 1) await Promise.all([tell(candidate, 1), tell(stable ?? '', 0)]);
		await expect
			.poll(async () => (await client.canaries('production', { app: 'users', all: true }))[0]?.state)
			.toBe('rolled-back');
	});

	await test.step('the page that has it offers the stable build without a reload, and gets it with the next one', async () => {
		const version = apps.find(({ app }) => app === 'users')?.version;
		await inside.getByRole('button', { name: 'Try again' }).click();
		await inside.getByRole('button', { name: `Use version ${version} for now` }).click();
		const people = inside.getByRole('region', { name: 'People' }).getByRole('listitem').first();
		await expect(people).toBeVisible();
		await inside.reload();
		expect(await compositionOf(inside)).toBe(stable);
		await expect(people).toBeVisible();
	});
});
