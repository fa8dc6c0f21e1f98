import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page, type Request } from 'playwright-core';
import { chromiumArgs, findChromium } from '../browser/find-chromium.ts';
import { untilStill } from '../browser/until-still.ts';
import { type Scheme, type Shot, type ViewportName, viewports } from './list-shots.ts';

export interface TakePicturesOptions {
	/** Of the served Storybook. */
	url: string;
	shots: readonly Shot[];
	/** Where the PNGs go. */
	folder: string;
	/** Pages at the same time. */
	pages: number;
	/** Pixels; see `VisualLimits`. */
	maximumHeight: number;
	/** Told after each picture. */
	onTaken?: (shot: Shot) => void;
}

export interface TakenPictures {
	/** Stories that failed while their picture was taken, by the shot's name, and how. */
	failures: Map<string, string>;
	/** Addresses elsewhere that a story asked for; they were refused. */
	foreign: Set<string>;
}

/** When every story takes place: what is "two hours ago" is so in every run. */
const frozenTime = new Date('2026-11-20T09:00:00Z');

/** Milliseconds until a story that does not come to an end is given up. */
const patience = 60_000;

/** Takes every shot, with a clock that stands, without motion, and off the network. */
export const takePictures = async (options: TakePicturesOptions): Promise<TakenPictures> => {
	const executablePath = findChromium();
	const browser = await chromium.launch({
		...(executablePath === undefined ? {} : { executablePath }),
		args: [...chromiumArgs, '--font-render-hinting=none', '--disable-lcd-text', '--force-color-profile=srgb'],
	});
	const taken: TakenPictures = { failures: new Map(), foreign: new Set() };
	try {
		for (const viewport of Object.keys(viewports) as ViewportName[]) {
			const waiting = visitsOf(options.shots.filter((shot) => shot.viewport === viewport));
			const work = async () => {
				// One for all stories that it shows: what Storybook is made of is fetched and compiled once.
				const context = await openContext(browser, viewport, options.url, taken.foreign);
				for (let shots = waiting.shift(); shots !== undefined; shots = waiting.shift()) {
					await visit(context, shots, options, taken);
				}
				await context.close();
			};
			await Promise.all(Array.from({ length: Math.min(options.pages, waiting.length) }, work));
		}
	} finally {
		await browser.close();
	}
	return taken;
};

/** Shots of one story in one viewport are taken one after another of the same page. */
const visitsOf = (shots: readonly Shot[]): Shot[][] => [...Map.groupBy(shots, ({ storyId }) => storyId).values()];

const openContext = async (
	browser: Browser,
	viewport: ViewportName,
	url: string,
	foreign: Set<string>,
): Promise<BrowserContext> => {
	const context = await browser.newContext({
		viewport: viewports[viewport],
		reducedMotion: 'reduce',
		locale: 'en-GB',
		timezoneId: 'UTC',
		serviceWorkers: 'block',
	});
	await refuseForeign(context, url, foreign);
	await context.clock.setFixedTime(frozenTime);
	await context.addInitScript(beginAfresh);
	return context;
};

const visit = async (
	context: BrowserContext,
	shots: readonly Shot[],
	{ url, folder, maximumHeight, onTaken }: TakePicturesOptions,
	{ failures }: TakenPictures,
): Promise<void> => {
	const [first] = shots;
	if (first === undefined) return;
	const page = await context.newPage();
	const underWay = watchRequests(page);
	try {
		await page.emulateMedia({ colorScheme: first.scheme });
		const globals = `theme:${first.scheme};a11y.manual:!true`;
		await page.goto(`${url}/iframe.html?id=${first.storyId}&viewMode=story&globals=${globals}`);
		const own = await ownViewport(page);
		if (own !== null && first.viewport === 'desktop') {
			// A story that is about a phone is played on one.
			await page.setViewportSize(own);
			await page.reload();
		}
		const failure = await settled(page, underWay);
		if (failure !== null) for (const { name } of shots) failures.set(name, failure);
		await showWhole(page, maximumHeight);
		for (const shot of shots) {
			await showScheme(page, shot.scheme);
			const picture = await page.screenshot({ animations: 'disabled', caret: 'hide', style: withoutVarying });
			await writeFile(join(folder, `${shot.name}.png`), picture);
			onTaken?.(shot);
		}
	} catch (error) {
		for (const { name } of shots) failures.set(name, error instanceof Error ? error.message : String(error));
	} finally {
		await page.close();
	}
};

/**
 * Makes the window as high as the page, and waits until it is filled: a list that draws what is seen alone would draw the
 * rest while the picture is taken, or not.
 */
const showWhole = async (page: Page, maximumHeight: number): Promise<void> => {
	const size = page.viewportSize();
	const height = await page.evaluate(() => document.documentElement.scrollHeight);
	if (size === null || height <= size.height) return;
	await page.setViewportSize({ width: size.width, height: Math.min(height, maximumHeight) });
	await page.evaluate(untilStill, stillness);
};

/** What tells of the real time, and says so by this attribute, is not in the picture; nor how much of a recording is buffered. */
const withoutVarying = `
	[data-varies],
	audio::-webkit-media-controls-timeline,
	video::-webkit-media-controls-timeline { visibility: hidden !important; }
`;

/** The requests of a page that have no answer yet. */
const watchRequests = (page: Page): ReadonlySet<Request> => {
	const underWay = new Set<Request>();
	page.on('request', (request) => underWay.add(request));
	page.on('requestfinished', (request) => underWay.delete(request));
	page.on('requestfailed', (request) => underWay.delete(request));
	return underWay;
};

/** Colours hang on what `UiProvider` sets on the root alone, so what was played stays as it is. */
const showScheme = async (page: Page, scheme: Scheme): Promise<void> => {
	await page.emulateMedia({ colorScheme: scheme });
	const shown = await page.evaluate((name) => {
		const root = document.documentElement;
		root.setAttribute('data-mantine-color-scheme', name);
		root.style.colorScheme = name;
		return getComputedStyle(root).colorScheme;
	}, scheme);
	// Pictures of one scheme under the name of the other would be equal in every run, and show nothing.
	if (shown !== scheme) throw new Error(`The story is ${shown} and does not become ${scheme}.`);
};

const refuseForeign = (context: BrowserContext, url: string, foreign: Set<string>) =>
	context.route(
		(address) => /^https?:$/.test(address.protocol) && address.origin !== new URL(url).origin,
		(route) => {
			foreign.add(route.request().url());
			return route.abort();
		},
	);

/** What of Storybook's preview is read here. */
interface PreviewWindow {
	__STORYBOOK_PREVIEW__?: {
		storyRenders?: {
			phase?: string;
			story?: {
				storyGlobals?: { viewport?: { value?: string } };
				parameters?: {
					viewport?: { options?: Record<string, { styles?: { width: string; height: string } }> };
				};
			};
		}[];
	};
}

/** The size that a story asks for by its globals; Storybook itself only sizes the frame around it. */
const ownViewport = async (page: Page): Promise<{ width: number; height: number } | null> => {
	const found = await page.waitForFunction(
		() => {
			const story = (globalThis as unknown as PreviewWindow).__STORYBOOK_PREVIEW__?.storyRenders?.[0]?.story;
			if (story?.parameters === undefined) return false;
			const styles = story.parameters.viewport?.options?.[story.storyGlobals?.viewport?.value ?? '']?.styles;
			return {
				size: styles && { width: Number.parseInt(styles.width, 10), height: Number.parseInt(styles.height, 10) },
			};
		},
		undefined,
		{ timeout: patience },
	);
	const value = await found.jsonValue();
	return value === false ? null : (value.size ?? null);
};

/** Waits until the story has been played, fonts and pictures are there and nothing changes. Says how it failed, or null. */
const settled = async (page: Page, underWay: ReadonlySet<Request>): Promise<string | null> => {
	await page.waitForFunction(
		() => {
			const render = (globalThis as unknown as PreviewWindow).__STORYBOOK_PREVIEW__?.storyRenders?.[0];
			return ['finished', 'errored', 'aborted'].includes(render?.phase ?? '');
		},
		undefined,
		{ timeout: patience },
	);
	await page.mouse.move(0, 0);
	await untilFilled(page);
	await page.evaluate(untilStill, stillness);
	// Still, and yet nothing but the place of what is being fetched, such as texts in another language.
	for (let look = 0; look < 20 && underWay.size > 0; look += 1) {
		await page.waitForTimeout(100);
		await page.evaluate(untilStill, stillness);
	}
	await page.evaluate(async () => {
		await document.fonts.ready;
		// One that waits until it is scrolled to would be waited for in vain: the picture is of the whole page.
		for (const image of document.images) image.loading = 'eager';
		await Promise.all([...document.images].map((image) => image.decode().catch(() => {})));
		// Two frames: one to lay out what the fonts changed, one to paint it.
		await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
	});
	// A story that failed ends as well; Storybook then shows the error in its place.
	return page.evaluate(() =>
		document.body.classList.contains('sb-show-errordisplay')
			? `${document.querySelector('#error-message')?.textContent} ${document.querySelector('#error-stack')?.textContent}`.trim()
			: null,
	);
};

/** Texts in another language come in a file of their own, and until they are there a form may be blank, and still. */
const untilFilled = async (page: Page): Promise<void> => {
	const isFilled = () => document.body.innerText.trim() !== '';
	// A story of what has no text is blank in the end.
	await page.waitForFunction(isFilled, undefined, { timeout: stillness.patience }).catch(() => {});
};

/** One that never is still gets its picture all the same. */
const stillness = { quiet: 300, patience: 3_000 };

/** Runs in the page before anything of its own: nothing is left of another story, and chance comes out the same each time. */
const beginAfresh = () => {
	// A page without an origin has no storage.
	if (location.protocol.startsWith('http')) {
		localStorage.clear();
		sessionStorage.clear();
	}
	let state = 20_261_120;
	Math.random = () => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return state / 2 ** 32;
	};
};
