import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createRegistryClient } from '@flotilla/registry';
import { readBuildFolder } from '../../apps/registry/src/client/read-build-folder.ts';
import { browserApps, root } from '../../tools/suite/build-apps.ts';
import {
	type BuiltFile,
	builtFiles,
	encodings,
	rawAnswer,
	sha256,
	storedForms,
	withFlippedByte,
} from '../fixtures/stored-files.ts';
import type { TestSuite } from '../fixtures/suite.ts';
import { expect, test } from '../fixtures/test.ts';

const clientOf = async ({ registryUrl, publishTokenFile }: TestSuite) => {
	const token = (await readFile(publishTokenFile, 'utf8')).trim();
	return { token, client: createRegistryClient({ registry: registryUrl, token }) };
};

const isScript = ({ path }: BuiltFile) => /\.m?js$/.test(path);
const isStyle = ({ path }: BuiltFile) => path.endsWith('.css');
/** Browsers take no hash of it: it is checked by the registry alone. */
const isServiceWorker = ({ path }: BuiltFile) => path.startsWith('service-worker.');

test('one byte flipped in each stored file, one after the other: nobody is sent it, and the doctor names it', async ({
	suite,
}) => {
	test.setTimeout(240_000);
	const { client } = await clientOf(suite);
	expect(await client.examineStorage()).toMatchObject({ unsound: [] });
	const files = await builtFiles();
	expect(files.length).toBeGreaterThan(60);
	for (const file of files) {
		const forms = await storedForms(suite, file);
		const putBack = await Promise.all(forms.map((form) => form.flip()));
		try {
			for (const encoding of encodings) {
				const { status } = await rawAnswer(suite.registryUrl + file.address, encoding);
				expect(status, `${file.address} in ${encoding}`).toBe(404);
			}
			if (isServiceWorker(file)) expect((await rawAnswer(`${suite.registryUrl}/sw.js`, 'br')).status).toBe(404);
			const { unsound } = await client.examineStorage();
			const own = unsound.filter(({ app, path }) => app === file.app && path === file.path);
			expect(own.map(({ encoding, problem }) => `${encoding} ${problem}`).toSorted()).toEqual(
				forms.map(({ encoding }) => `${encoding} damaged`).toSorted(),
			);
			// Two files of the same bytes have one blob.
			expect(unsound.every((one) => forms.some((form) => form.sha256 === one.sha256))).toBe(true);
		} finally {
			for (const back of putBack) await back();
		}
		const { status, bytes } = await rawAnswer(suite.registryUrl + file.address, 'identity');
		expect([status, sha256(bytes)], file.address).toEqual([200, file.sha256]);
	}
	expect(await client.examineStorage()).toMatchObject({ unsound: [] });
});

test('one byte flipped in each file on its way to the registry: it is not taken, and nothing is published', async ({
	suite,
}) => {
	test.setTimeout(120_000);
	const { client, token } = await clientOf(suite);
	for (const app of browserApps) {
		const folder = join(root, 'apps', app, 'dist');
		const { manifest, files } = await readBuildFolder(folder);
		const { upload } = await client.announce(app, { version: '99.0.0', manifest, files });
		for (const file of files) {
			const answer = await fetch(`${suite.registryUrl}/registry/v1/uploads/${upload}/blobs/${file.sha256}`, {
				method: 'PUT',
				headers: { authorization: `Bearer ${token}`, 'content-type': 'application/octet-stream' },
				body: new Uint8Array(withFlippedByte(await readFile(join(folder, file.path)))),
			});
			expect(answer.status, file.path).toBe(422);
			const { code, message } = (await answer.json()) as { code: string; message: string };
			expect(code).toBe('HASH_MISMATCH');
			expect(message).toContain(file.path);
		}
		expect((await client.builds(app)).map(({ version }) => version)).not.toContain('99.0.0');
	}
	// What was stored before is as it was.
	expect(await client.examineStorage()).toMatchObject({ unsound: [] });
});

for (const isFlipped of [true, false]) {
	const what = isFlipped
		? 'one byte flipped in each file on its way to the browser: no script runs, no style sheet is applied'
		: 'the same files as they are run and are applied';
	test(what, async ({ suite, openBrowser }) => {
		test.setTimeout(120_000);
		const files = await builtFiles();
		// Scripts are run beside the page, each by itself: they complain of that.
		const page = await openBrowser({ expectedMessages: [/./] });
		if (isFlipped) {
			await page.context().route(
				(url) => url.origin === suite.url && url.pathname.startsWith('/assets/'),
				async (route) => {
					const response = await route.fetch();
					await route.fulfill({ response, body: withFlippedByte(await response.body()) });
				},
			);
		}
		await page.goto(suite.url, { waitUntil: 'domcontentloaded' });
		for (const { address } of files.filter((file) => isScript(file) && !isServiceWorker(file))) {
			const outcome = await page.evaluate(async (url) => {
				try {
					await import(url);
					return 'it ran';
				} catch (error) {
					return String(error);
				}
			}, address);
			const refusal = 'Failed to fetch dynamically imported module';
			if (isFlipped) expect(outcome, address).toContain(refusal);
			else expect(outcome, address).not.toContain(refusal);
		}
		for (const { address } of files.filter(isStyle)) {
			const outcome = await page.evaluate(
				([url = '', id = '']) => {
					const { integrity } = JSON.parse(document.getElementById(id)?.textContent ?? '{}') as {
						integrity: Record<string, string>;
					};
					// As builds add them: see tools/build/style-integrity-plugin.ts.
					const link = Object.assign(document.createElement('link'), {
						rel: 'stylesheet',
						href: url,
						integrity: integrity[url] ?? 'the page has no hash for it',
					});
					return new Promise<string>((resolve) => {
						link.addEventListener('load', () => resolve('it is applied'));
						link.addEventListener('error', () => resolve('it is refused'));
						document.head.append(link);
					});
				},
				[address, 'flotilla-composition'],
			);
			expect(outcome, address).toBe(isFlipped ? 'it is refused' : 'it is applied');
		}
	});
}
