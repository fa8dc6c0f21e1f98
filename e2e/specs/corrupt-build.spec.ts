import { createHash } from 'node:crypto';
import { readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { get } from 'node:http';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { type BuildManifest, buildManifestFile } from '@flotilla/contracts';
import type { Page } from '@playwright/test';
import { root } from '../../tools/suite/build-apps.ts';
import type { TestSuite } from '../fixtures/suite.ts';
import { expect, signIn, test } from '../fixtures/test.ts';

// The browser itself complains of each file that is not what its hash says.
const expectedMessages = [
	/Failed to find a valid digest in the 'integrity' attribute/,
	/integrity/i,
	/was preloaded using link (?:module)?preload but not used/,
	/Failed to load resource/,
];

const manifestOf = async (app: string): Promise<BuildManifest> =>
	JSON.parse(await readFile(join(root, 'apps', app, 'dist', buildManifestFile), 'utf8')) as BuildManifest;

// The suite is everybody's: what was changed of it is put back.
const putBack: (() => Promise<void>)[] = [];
test.afterEach(async () => {
	for (const back of putBack.splice(0)) await back();
});

/** The remote's entry, a chunk it starts with, and its style sheet. */
const filesToCorrupt = {
	entry: ({ entry }: BuildManifest) => entry,
	chunk: ({ initial }: BuildManifest) => initial.modules[0] ?? '',
	'style sheet': ({ initial }: BuildManifest) => initial.styles[0] ?? '',
};

for (const [kind, choose] of Object.entries(filesToCorrupt)) {
	test(`one flipped byte in the ${kind} of a remote: it does not run, says so, and the rest works`, async ({
		suite,
		openBrowser,
	}) => {
		const path = choose(await manifestOf('users'));
		await flipByte(suite, 'users', path);
		const page = await openBrowser({ expectedMessages });
		const complaints = reportedBy(page);
		await signIn(page, suite.url, { path: '/users' });

		await test.step('its page is the card of a failure', async () => {
			await expect(page.getByText('Users is not available')).toBeVisible();
			await expect(page.locator('tr[data-user-id]')).toHaveCount(0);
			expect(complaints.join('\n')).toContain(path);
		});

		await test.step('trying again runs it no more than before', async () => {
			await page.getByRole('button', { name: 'Try again' }).click();
			await expect(page.getByText('Users is not available')).toBeVisible();
			await expect(page.locator('tr[data-user-id]')).toHaveCount(0);
		});

		await test.step('other remotes work', async () => {
			await page.getByRole('link', { name: 'Files', exact: true }).click();
			await expect(page.locator('tr[data-file-id]').first()).toBeVisible();
		});
	});
}

test('one flipped byte in a chunk that is imported later: it does not run, and others do', async ({
	suite,
	openBrowser,
}) => {
	const names = await readdir(join(root, 'apps/users/dist'));
	const [corrupt = '', sound = ''] = ['messages-de.', 'manifest.'].map((name) =>
		names.find((candidate) => candidate.startsWith(name)),
	);
	// Before the page is there: its service worker fetches everything, and keeps what is right.
	await flipByte(suite, 'users', corrupt);
	const page = await openBrowser({ expectedMessages });
	await page.goto(suite.url);
	await expect(page.getByLabel('E-mail')).toBeVisible();
	const outcomeOf = (name: string) =>
		page.evaluate(async (address) => {
			try {
				await import(address);
				return 'it ran';
			} catch (error) {
				return String(error);
			}
		}, `/assets/users/${name}`);
	expect(await outcomeOf(corrupt)).toContain('Failed to fetch dynamically imported module');
	expect(await outcomeOf(sound)).toBe('it ran');
});

for (const [kind, choose] of Object.entries(filesToCorrupt)) {
	test(`a page without the hash of the ${kind} of a remote does not run it, and the rest works`, async ({
		suite,
		openBrowser,
	}) => {
		const path = `/assets/users/${choose(await manifestOf('users'))}`;
		const page = await openBrowser({ expectedMessages });
		// A page that the test answers for comes from nowhere in the network, and asks before it talks to this machine.
		await page.context().grantPermissions(['local-network-access']);
		await page.route(
			(url) => url.origin === suite.url && !url.pathname.includes('.'),
			async (route) => {
				if (route.request().resourceType() !== 'document') return route.fallback();
				const response = await route.fetch();
				return route.fulfill({ response, body: withoutHash(await response.text(), path) });
			},
		);
		await signIn(page, suite.url, { path: '/users' });
		await expect(page.getByText('Users is not available')).toBeVisible();
		await expect(page.locator('tr[data-user-id]')).toHaveCount(0);
		await page.goto(`${suite.url}/files`);
		await expect(page.locator('tr[data-file-id]').first()).toBeVisible();
	});
}

/** The page without what it says of a file's hash: in its import map, its composition, its tags and the document of all. */
const withoutHash = (html: string, path: string): string => {
	const literal = path.replaceAll('.', String.raw`\.`);
	const listed = new RegExp(`"${literal}":"sha256-[^"]*",?`, 'g');
	const tagged = new RegExp(`(="${literal}") integrity="[^"]*"`, 'g');
	const document = /"allIntegrity":\{[^}]*\},?/g;
	const without = html.replaceAll(listed, '').replaceAll(document, '').replaceAll(',}', '}').replaceAll(tagged, '$1');
	if (without === html) throw new Error(`The page has no hash of ${path}.`);
	return without;
};

/** What the browser's console says of hashes. */
const reportedBy = (page: Page): string[] => {
	const complaints: string[] = [];
	page.on('console', (message) => complaints.push(`${message.text()} ${message.location().url}`));
	return complaints;
};

/**
 * Changes one byte of a published file where it is stored, until the test is over, in every encoding that is not
 * compressed; the others go. It is hidden from the registry, which would not send it, so that the browser has to notice.
 */
const flipByte = async (suite: TestSuite, app: string, path: string): Promise<void> => {
	const url = `${suite.registryUrl}/assets/${app}/${path}`;
	const blobOf = async (encoding: string): Promise<string> => {
		const hash = createHash('sha256')
			.update(await rawBytes(url, encoding))
			.digest('hex');
		return join(suite.dataFolder, 'registry/blobs', hash.slice(0, 2), hash);
	};
	const plain = await blobOf('identity');
	const compressed = [await blobOf('br'), await blobOf('gzip')].filter((blob) => blob !== plain);
	for (const blob of [plain, ...compressed]) {
		const stored = await readFile(blob);
		putBack.push(() => writeFile(blob, stored));
	}
	const bytes = await readFile(plain);
	const middle = Math.floor(bytes.length / 2);
	bytes[middle] = (bytes[middle] ?? 0) ^ 1;
	// Stored at this second, as far as the registry knows, when it hashes the bytes; and no later when they are others.
	// Asked for without them, or it would serve the right ones from its memory.
	const second = 1_000_000_000;
	await utimes(plain, second, second);
	await rawBytes(url, 'identity', 'HEAD');
	await writeFile(plain, bytes);
	await utimes(plain, second, second);
	// Cut short, so that the registry serves the plain one in their place.
	for (const blob of compressed) await writeFile(blob, '');
};

/** The bytes as they are stored: `fetch` would undo the encoding. */
const rawBytes = (url: string, encoding: string, method: 'GET' | 'HEAD' = 'GET'): Promise<Buffer> =>
	new Promise((resolve, reject) => {
		const headers = { 'accept-encoding': encoding };
		get(url, { method, headers }, async (answer) => resolve(await buffer(answer))).on('error', reject);
	});
