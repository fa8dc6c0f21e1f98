// `npm run tour`: takes the pictures of docs/tour.md and of the README anew, from a suite that runs
// at FLOTILLA_URL with its demo data. Nothing stays there but the sign-ins: the upload it shows is stopped.
import { mkdir, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
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
	/** Default English. */
	language?: 'de';
	visits: (keyof typeof stops)[];
}

/** Each in a browser context of its own, signed in once. */
const rounds: Round[] = [
	{
		suffix: '',
		colorScheme: 'light',
		viewport: wide,
		visits: [
			...(['dashboard', 'users', 'user', 'import', 'files', 'viewer', 'upload', 'palette', 'settings'] as const),
			...(['developer-panel', 'failure'] as const),
		],
	},
	{ suffix: '-dark', colorScheme: 'dark', viewport: wide, visits: ['dashboard', 'users', 'settings'] },
	{ suffix: '-german', colorScheme: 'light', viewport: wide, language: 'de', visits: ['dashboard', 'users'] },
	{ suffix: '-phone', colorScheme: 'light', viewport: phone, visits: ['dashboard', 'users', 'files'] },
	{ suffix: '-phone-dark', colorScheme: 'dark', viewport: phone, visits: ['dashboard', 'user'] },
];

/** Pictures that could not be taken, and why. */
const missed: string[] = [];

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
for (const line of missed) console.error(line);
process.exitCode = missed.length === 0 ? 0 : 1;

async function assertRunning(): Promise<void> {
	const answer = await fetch(`${url}/readyz`).catch(() => undefined);
	if (answer?.ok) return;
	console.error(
		`No suite answers at ${url}: run npm start, or say where one runs with FLOTILLA_URL=<address> npm run tour.`,
	);
	process.exit(1);
}

async function take({ suffix, colorScheme, viewport, language, visits }: Round): Promise<void> {
	const context = await browser.newContext({
		colorScheme,
		viewport,
		reducedMotion: 'reduce',
		locale: language === 'de' ? 'de-DE' : 'en-GB',
		timezoneId: 'UTC',
	});
	context.setDefaultTimeout(15_000);
	const page = await context.newPage();
	// One picture that cannot be taken costs no other one.
	const picture = async (name: string, stop: Stop) => {
		try {
			await stop.show(page, url);
			await shoot(page, `${name}${suffix}`);
		} catch (error) {
			missed.push(`${name}${suffix}: ${error instanceof Error ? error.message.split('\n')[0] : error}`);
		}
		await stop.leave?.(page).catch(() => {});
	};

	if (suffix === '') await picture('sign-in', signInPage);
	await signIn(context);
	for (const name of visits) await picture(name, stops[name]);
	await context.close();
}

/** By a call: the words of the form depend on the language. The page looks for a session because of the hint. */
async function signIn(context: BrowserContext): Promise<void> {
	const answer = await context.request.post(`${url}/api/auth/login`, {
		data: { email: 'admin@flotilla.test', password },
	});
	if (!answer.ok()) throw new Error(`Signing in answered ${answer.status()}: ${await answer.text()}`);
	await context.addInitScript(() => localStorage.setItem('flotilla.session-hint', '1'));
}

async function shoot(page: Page, name: string): Promise<void> {
	await page.evaluate(() => document.fonts.ready);
	// A pointer that rests on a row would colour it.
	await page.mouse.move(0, (page.viewportSize()?.height ?? 1) - 1);
	const path = join(folder, `${name}.png`);
	await page.screenshot({ path, animations: 'disabled', caret: 'hide' });
	const { size } = await stat(path);
	console.log(`${relative(root, path)}  ${(size / 1024).toFixed(0)} KB`);
}
