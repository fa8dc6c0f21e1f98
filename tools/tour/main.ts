// `npm run tour`: takes the pictures of docs/tour.md and of the README anew, from a suite that runs
// at FLOTILLA_URL with its demo data. Nothing stays there but the sign-ins: the upload it shows is stopped.
import { mkdir, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { chromium } from 'playwright-core';
import { chromiumArgs, findChromium } from '../browser/find-chromium.ts';
import { root } from '../suite/build-apps.ts';
import { type Stop, signInPage, stops } from './stops.ts';

const url = process.env.FLOTILLA_URL ?? 'http://localhost:3000';
const password = process.env.DEMO_PASSWORD ?? 'flotilla-demo-2026';
const folder = join(root, 'docs/pictures');

const wide = { width: 1280, height: 800 };
const phone = { width: 390, height: 844 };

interface Round {
	/** Added to the file names. */
	suffix: string;
	colorScheme: 'light' | 'dark';
	viewport: { width: number; height: number };
	visits: (keyof typeof stops)[];
}

/** Each in a browser context of its own, signed in once. */
const rounds: Round[] = [
	{ suffix: '', colorScheme: 'light', viewport: wide, visits: ['dashboard', 'users', 'user', 'upload', 'failure'] },
	{ suffix: '-dark', colorScheme: 'dark', viewport: wide, visits: ['dashboard', 'users'] },
	{ suffix: '-phone', colorScheme: 'light', viewport: phone, visits: ['dashboard', 'users'] },
];

await assertRunning();
await mkdir(folder, { recursive: true });
const executablePath = findChromium();
const browser = await chromium.launch({
	args: [...chromiumArgs],
	...(executablePath === undefined ? {} : { executablePath }),
});
try {
	for (const round of rounds) await take(round);
} finally {
	await browser.close();
}

async function assertRunning(): Promise<void> {
	const answer = await fetch(`${url}/readyz`).catch(() => undefined);
	if (answer?.ok) return;
	console.error(
		`No suite answers at ${url}: run npm start, or say where one runs with FLOTILLA_URL=<address> npm run tour.`,
	);
	process.exit(1);
}

async function take({ suffix, colorScheme, viewport, visits }: Round): Promise<void> {
	const context = await browser.newContext({
		colorScheme,
		viewport,
		reducedMotion: 'reduce',
		locale: 'en-GB',
		timezoneId: 'UTC',
	});
	context.setDefaultTimeout(15_000);
	const page = await context.newPage();
	const picture = async (name: string, { show, leave }: Stop) => {
		await show(page, url);
		await page.evaluate(() => document.fonts.ready);
		// A pointer that rests on a row would colour it.
		await page.mouse.move(0, viewport.height - 1);
		const path = join(folder, `${name}${suffix}.png`);
		await page.screenshot({ path, animations: 'disabled', caret: 'hide' });
		const { size } = await stat(path);
		console.log(`${relative(root, path)}  ${(size / 1024).toFixed(0)} KB`);
		await leave?.(page);
	};

	const isFirst = suffix === '';
	if (isFirst) await picture('sign-in', signInPage);
	else await signInPage.show(page, url);
	await page.getByLabel('Password', { exact: true }).fill(password);
	await page.getByRole('button', { name: 'Sign in' }).click();
	await page.getByRole('heading', { level: 1, name: /^Hello/ }).waitFor();
	for (const name of visits) await picture(name, stops[name]);
	await context.close();
}
