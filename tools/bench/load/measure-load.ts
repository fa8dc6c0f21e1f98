import type { Browser } from 'playwright-core';
import { countTraffic, type Traffic } from './count-traffic.ts';

export interface Sample {
	/** Milliseconds from the start of the navigation until the page can be used. */
	time: number;
	bytes: number;
	requests: number;
	traffic: Traffic;
}

interface Options {
	browser: Browser;
	/** The origin of the variant. */
	url: string;
	account: { email: string; password: string };
	/** Milliseconds added to each request. */
	latency: number;
	/** Megabits a second, down and up. */
	bandwidth: number;
	/** How many times slower the processor is made. */
	cpu: number;
	/** Milliseconds until a page that cannot be used is given up. Default 60,000. */
	patience?: number;
}

const rows = 20;

/**
 * One cold load of `/users` as somebody who is signed in: a browser context of its own, so no
 * cache and no connection is left from before. Usable is the page once its twenty rows are in
 * the document and the next frame was painted. Rejects when anything the page asks for fails.
 */
export const measureLoad = async (options: Options): Promise<Sample> => {
	const { browser, url, account, latency, bandwidth, cpu, patience = 60_000 } = options;
	// Without a service worker: it starts after the page is up, and would be measured by chance.
	const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, serviceWorkers: 'block' });
	try {
		// Not throttled and not measured. A refresh token is good for one page load, so each has its own.
		const answer = await context.request.post(`${url}/api/auth/login`, { data: account });
		if (!answer.ok()) throw new Error(`Signing in answered ${answer.status()}: ${await answer.text()}`);

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

		const timer = setTimeout(
			() => usable.reject(new Error(`${url}/users had no ${rows} rows after ${patience} ms`)),
			patience,
		);
		try {
			await page.goto(`${url}/users`, { waitUntil: 'commit', timeout: patience });
			const time = await usable.promise;
			await counter.quiet(500);
			const traffic = counter.read();
			const all = Object.values(traffic);
			return {
				time: Math.round(time),
				bytes: all.reduce((sum, { bytes }) => sum + bytes, 0),
				requests: all.reduce((sum, { requests }) => sum + requests, 0),
				traffic,
			};
		} finally {
			clearTimeout(timer);
		}
	} finally {
		await context.close();
	}
};

/** Runs in the page, before anything of its own. */
const reportUsable = (rowsNeeded: number) => {
	// What the session package leaves behind for a browser that may have a refresh cookie.
	localStorage.setItem('flotilla.session-hint', '1');
	const observer = new MutationObserver(() => {
		if (document.querySelectorAll('tr[data-user-id]').length < rowsNeeded) return;
		observer.disconnect();
		requestAnimationFrame(() => {
			// A message is delivered after the frame that was just asked for.
			const { port1, port2 } = new MessageChannel();
			port1.onmessage = () => {
				const { benchUsable } = globalThis as unknown as { benchUsable(time: number): void };
				benchUsable(performance.now());
			};
			port2.postMessage(null);
		});
	});
	observer.observe(document, { childList: true, subtree: true });
};
