import { createHash, randomBytes } from 'node:crypto';
import type { Page } from '@playwright/test';
import { askApi } from '../fixtures/ask-api.ts';
import { type Hand, ways } from '../fixtures/hands.ts';
import { expect, signIn, test } from '../fixtures/test.ts';

interface Picked {
	name: string;
	mimeType: string;
	buffer: Buffer;
}

const kibibyte = 1024;
const hash = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

/** Twenty files of one person: a film that goes in pieces, a picture that is none, and eighteen texts. */
const pickFiles = (prefix: string): Picked[] => {
	const head = Buffer.from('\0\0\0\x18ftypisom\0\0\x02\0isomiso2', 'latin1');
	const film = Buffer.concat([head, randomBytes(9 * 1024 * kibibyte)]);
	const texts = Array.from({ length: 18 }, (_, index) => ({
		name: `${prefix} ${String(index + 1).padStart(2, '0')}.txt`,
		mimeType: 'text/plain',
		buffer: Buffer.from(randomBytes(96 * kibibyte).toString('hex')),
	}));
	return [
		{ name: `${prefix} film.mp4`, mimeType: 'video/mp4', buffer: film },
		{ name: `${prefix} picture.png`, mimeType: 'image/png', buffer: Buffer.from('This is no picture.') },
		...texts,
	];
};

/** Makes uploads so slow that there is time to do something meanwhile: bytes a second; -1 for as fast as it goes. */
const createUploadLimit = async (page: Page) => {
	// One for all: what another session has set would stay.
	const session = await page.context().newCDPSession(page);
	const rest = { offline: false, latency: 0, downloadThroughput: -1 };
	return async (uploadThroughput: number) => {
		await session.send('Network.emulateNetworkConditions', { ...rest, uploadThroughput });
	};
};

const choose = async (page: Page, hand: Hand, files: Picked[]) => {
	const chooser = page.waitForEvent('filechooser');
	await hand.press(page.getByRole('button', { name: 'Upload files' }).first());
	await (await chooser).setFiles(files);
};

for (const { name, viewport, handOf } of ways) {
	test(`of twenty files one is paused, one stopped, one refused, the page reloaded, and what arrives is right: ${name}`, async ({
		suite,
		openBrowser,
	}) => {
		// The browser itself complains of an answer that refuses.
		const page = await openBrowser({ viewport, expectedMessages: [/Failed to load resource.*\b4\d\d\b/] });
		// Whether to leave while something is under way.
		page.on('dialog', (dialog) => void dialog.accept());
		const hand = handOf(page);
		const limitUpload = await createUploadLimit(page);
		const prefix = `Log of ${viewport} ${name.split(' ').at(-1)}`;
		const files = pickFiles(prefix);
		const [film, picture] = [`${prefix} film.mp4`, `${prefix} picture.png`];
		const stopped = `${prefix} 18.txt`;
		const uploads = page.getByRole('region', { name: 'Uploads' });
		const upload = (file: string) => uploads.getByRole('listitem').filter({ hasText: file });
		await signIn(page, suite.url, { as: 'member', path: '/files' });
		await expect(page.getByRole('button', { name: 'Upload files' }).first()).toBeVisible();

		await test.step('one is paused and one stopped while the others are on their way', async () => {
			// A keyboard takes its time to come to the last of them.
			await limitUpload(64 * kibibyte);
			await choose(page, hand, files);
			await hand.press(uploads.getByRole('button', { name: `Pause ${film}` }));
			await expect(upload(film)).toHaveAttribute('data-upload-status', 'paused');
			await hand.press(uploads.getByRole('button', { name: `Stop the upload of ${stopped}` }));
			await expect(upload(stopped)).toHaveCount(0);
			await limitUpload(512 * kibibyte);
		});

		await test.step('what is not what it says is refused, with the reason', async () => {
			await expect(upload(picture)).toHaveAttribute('data-upload-status', 'failed');
			await expect(upload(picture)).toContainText(/content|type/i);
			await expect(upload(picture).getByRole('button', { name: `Try ${picture} again` })).toHaveCount(0);
		});

		await test.step('after a reload in the middle the others go on, and the paused one waits', async () => {
			await expect(uploads.locator('[data-upload-status="done"]').nth(2)).toBeVisible();
			await expect(uploads.locator('[data-upload-status="waiting"]').first()).toBeVisible();
			await page.reload();
			await expect(upload(film)).toHaveAttribute('data-upload-status', 'paused');
			await limitUpload(-1);
			await expect(uploads.locator('[data-upload-status="waiting"], [data-upload-status="uploading"]')).toHaveCount(0);
			await expect(upload(film)).toHaveAttribute('data-upload-status', 'paused');
			await hand.press(uploads.getByRole('button', { name: `Resume ${film}` }));
			await expect(uploads.getByText('All uploads are done').first()).toBeVisible({ timeout: 30_000 });
		});

		await test.step('the server has exactly those that were meant, byte for byte', async () => {
			const api = await askApi(suite, { as: 'member' });
			const search = `/files?search=${encodeURIComponent(prefix)}&limit=100`;
			const { files: stored } = await api.get<{ files: { originalName: string; url: string }[] }>(search);
			const meant = files.filter((file) => file.name !== picture && file.name !== stopped);
			expect(stored.map((file) => file.originalName).sort()).toEqual(meant.map((file) => file.name).sort());
			for (const file of stored) {
				const picked = meant.find((one) => one.name === file.originalName)?.buffer ?? Buffer.of();
				expect(hash(await api.bytes(file.url)), file.originalName).toBe(hash(picked));
			}
		});
	});
}
