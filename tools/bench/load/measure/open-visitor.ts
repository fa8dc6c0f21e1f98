import type { Browser, Page } from 'playwright-core';
import { countTraffic, type Traffic, type TrafficCounter } from './count-traffic.ts';

export interface Sample {
	/** Milliseconds until the page can be used. */
	time: number;
	bytes: number;
	requests: number;
	traffic: Traffic;
}

/** What a browser has. */
export interface Conditions {
	/** Milliseconds added to each request. */
	latency: number;
	/** Megabits a second, down and up. */
	bandwidth: number;
	/** How many times slower the processor is made. */
	cpu: number;
}

interface VisitorOptions extends Conditions {
	browser: Browser;
	/** The origin of the variant. */
	url: string;
	account: { email: string; password: string };
	/** Milliseconds until a page that cannot be used is given up. Default 120,000. */
	patience?: number;
	/** Default false: one that starts after the page is up would be measured by chance. */
	serviceWorker?: boolean;
}

/** Somebody who is signed in, with a browser of their own: no cache and no connection is left of another one. */
export interface Visitor {
	/** Loads `/users` in a new tab, and measures from the start of the navigation. Rejects when anything it asks for fails. */
	loadUsers(): Promise<Sample>;
	/** Resolves once the service worker keeps the page and all of its files. */
	workerIsReady(): Promise<void>;
	/** From another remote's page, points to the link to people for a moment, presses it, and measures from the press. */
	goToUsers(): Promise<Sample>;
	close(): Promise<void>;
}

const rows = 20;
/** Milliseconds without traffic after which a page has loaded what it loads. */
const quietFor = 500;
/** Milliseconds between pointing to a link and pressing it; people take longer. */
const hovered = 200;

export const openVisitor = async ({
	browser,
	url,
	account,
	latency,
	bandwidth,
	cpu,
	patience = 120_000,
	serviceWorker = false,
}: VisitorOptions): Promise<Visitor> => {
	const context = await browser.newContext({
		viewport: { width: 1280, height: 800 },
		serviceWorkers: serviceWorker ? 'allow' : 'block',
	});
	// Not throttled and not measured.
	const answer = await context.request.post(`${url}/api/auth/login`, { data: account });
	if (!answer.ok()) throw new Error(`Signing in answered ${answer.status()}: ${await answer.text()}`);

	const openTab = async () => {
		const page = await context.newPage();
		const usable = Promise.withResolvers<number>();
		usable.promise.catch(() => {});
		page.on('pageerror', (error) => usable.reject(error));
		page.on('crash', () => usable.reject(new Error('The page crashed')));
		await page.exposeFunction('benchUsable', usable.resolve);
		await page.addInitScript(reportUsable, rows);
		const cdp = await context.newCDPSession(page);
		const counter = await countTraffic(cdp);
		const bytesPerSecond = (bandwidth * 1_000_000) / 8;
		await cdp.send('Network.emulateNetworkConditions', {
			offline: false,
			latency,
			downloadThroughput: bytesPerSecond,
			uploadThroughput: bytesPerSecond,
		});
		await cdp.send('Emulation.setCPUThrottlingRate', { rate: cpu });
		return { page, counter, usable };
	};

	/** Runs until the rows are there and the tab is quiet; traffic counts from `before` on. */
	const measure = async (
		{ page, counter, usable }: Awaited<ReturnType<typeof openTab>>,
		act: (page: Page) => Promise<unknown>,
	): Promise<Sample> => {
		const before = counter.read();
		const timer = setTimeout(
			() => usable.reject(new Error(`${url}/users had no ${rows} rows after ${patience} ms`)),
			patience,
		);
		try {
			await act(page);
			const time = Math.round(await usable.promise);
			await counter.quiet(quietFor);
			return { time, ...sum(counter, before) };
		} finally {
			clearTimeout(timer);
			await page.close();
		}
	};

	return {
		loadUsers: async () =>
			measure(await openTab(), (page) => page.goto(`${url}/users`, { waitUntil: 'commit', timeout: patience })),
		async workerIsReady() {
			const page = await context.newPage();
			await page.goto(`${url}/users`, { timeout: patience });
			// `waitForFunction` takes the promise of an asynchronous function for a yes.
			const deadline = Date.now() + patience;
			while (!(await page.evaluate(keepsPage))) {
				if (Date.now() > deadline) throw new Error(`${url} is not kept by its service worker after ${patience} ms`);
				await page.waitForTimeout(200);
			}
			await page.close();
		},
		async goToUsers() {
			const tab = await openTab();
			await tab.page.goto(`${url}/files`, { timeout: patience });
			await tab.page.getByRole('heading', { level: 1 }).waitFor({ timeout: patience });
			await tab.counter.quiet(quietFor * 2);
			return measure(tab, async (page) => {
				const link = page.getByRole('navigation').getByRole('link', { name: 'Users' });
				// From where one was reading to the link.
				await page.mouse.move(640, 400);
				await page.waitForTimeout(hovered);
				await link.hover();
				await page.waitForTimeout(hovered);
				await link.click();
			});
		},
		close: () => context.close(),
	};
};

const sum = (counter: TrafficCounter, before: Traffic): Omit<Sample, 'time'> => {
	const traffic = counter.read();
	for (const [kind, { bytes, requests }] of Object.entries(before)) {
		traffic[kind as keyof Traffic].bytes -= bytes;
		traffic[kind as keyof Traffic].requests -= requests;
	}
	const all = Object.values(traffic);
	return {
		bytes: all.reduce((total, { bytes }) => total + bytes, 0),
		requests: all.reduce((total, { requests }) => total + requests, 0),
		traffic,
	};
};

/** Runs in the page: whether the service worker has a composition, whose page it stores once every file is there. */
const keepsPage = async (): Promise<boolean> => {
	for (const name of await caches.keys()) {
		const kept = await (await caches.open(name)).keys();
		if (kept.some(({ url }) => /\/compositions\/[^/]+\/page$/.test(url))) return true;
	}
	return false;
};

/** Runs in the page, before anything of its own. */
const reportUsable = (rowsNeeded: number) => {
	// What the session package leaves behind for a browser that may have a refresh cookie.
	localStorage.setItem('flotilla.session-hint', '1');
	// Of the navigation, or of the press that led here without one.
	let begun = 0;
	addEventListener(
		'click',
		({ timeStamp }) => {
			begun = timeStamp;
		},
		{ capture: true },
	);
	const observer = new MutationObserver(() => {
		if (document.querySelectorAll('tr[data-user-id]').length < rowsNeeded) return;
		observer.disconnect();
		requestAnimationFrame(() => {
			// A message is delivered after the frame that was just asked for.
			const { port1, port2 } = new MessageChannel();
			port1.onmessage = () => {
				const { benchUsable } = globalThis as unknown as { benchUsable(time: number): void };
				benchUsable(performance.now() - begun);
			};
			port2.postMessage(null);
		});
	});
	observer.observe(document, { childList: true, subtree: true });
};
