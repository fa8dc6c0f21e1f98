import type { Composition } from '@flotilla/contracts';
import type { Page } from 'playwright-core';
import type { ComposedBuilds } from './compositions.ts';
import type { StampedPage } from './stamp-build.ts';

/** One tab of a browser, of which nothing goes unseen that should not be. */
export interface WatchedTab {
	readonly page: Page;
	/** Does what loads a page, as whoever uses the tab; every other load is one that the page began by itself. */
	load<T>(act: () => Promise<T>): Promise<T>;
	/**
	 * Looks that the code that runs is what the page was given, and that nothing of it has failed. Resolves with the
	 * composition's id.
	 */
	examine(): Promise<string>;
	/** Addresses of the requests that are under way, and for how many milliseconds they are. */
	waitsFor(): string[];
	/** Looks at what the page that is open has loaded so far. */
	close(): Promise<void>;
}

export interface TabFigures {
	/** Documents, however they were loaded. */
	loads: number;
	/** Of those, loads that nobody asked for: each by composition and tab. */
	ownLoads: Map<string, number>;
	compositions: Set<string>;
	/** Documents that went on with another composition than they came with. */
	wentOn: number;
	/** Scripts and style sheets of builds. */
	files: number;
}

export const emptyFigures = (): TabFigures => ({
	loads: 0,
	ownLoads: new Map(),
	compositions: new Set(),
	wentOn: 0,
	files: 0,
});

interface WatchOptions {
	page: Page;
	name: string;
	compositions: (id: string) => Promise<ComposedBuilds>;
	figures: TabFigures;
	note(problem: string): void;
}

/** What a page says that is nothing to be mended. */
const expectedMessages = [
	// Of a browser whose service workers are switched off for this.
	/Service Worker registration blocked by Playwright/,
	// A page that is left, or leads its browser's tabs no longer, while it connects.
	/WebSocket is closed before the connection is established/,
];

interface LoadedDocument {
	/** What it came with, and what it has gone on with since, in this order. */
	compositionIds: string[];
	/** Scripts and style sheets. */
	files: Set<string>;
	/** Compositions that its calls of the API say they come from. */
	toldApi: Set<string>;
}

/** What is seen from inside, where it may be gone before anybody looks. */
interface ObservedPage extends StampedPage {
	failedRemotes?: string[];
	tellComposition?(id: string): Promise<void>;
}

const headerOf = (headers: Readonly<Record<string, string>>, name: string): string | undefined =>
	Object.entries(headers).find(([header]) => header.toLowerCase() === name)?.[1];

/** Follows a tab by the browser's own account of its requests, each of which belongs to one document. */
export const watchTab = async ({ page, name, compositions, figures, note }: WatchOptions): Promise<WatchedTab> => {
	const complain = (problem: string) => note(`${name}: ${problem}`);
	page.on('console', (message) => {
		const text = message.text();
		if (message.type() !== 'error' && message.type() !== 'warning') return;
		if (!expectedMessages.some((expected) => expected.test(text)))
			complain(`console ${message.type()}: ${text} (${message.location().url})`);
	});
	page.on('pageerror', (error) => complain(`uncaught: ${error.message}`));
	page.on('crash', () => complain('the page crashed'));
	const documents = new Map<string, LoadedDocument>();
	let current: string | undefined;
	await page.exposeFunction('tellComposition', (id: string) => {
		const ids = current === undefined ? undefined : documents.get(current)?.compositionIds;
		if (ids !== undefined && ids.at(-1) !== id) ids.push(id);
	});
	await page.addInitScript(() => {
		const failed: string[] = [];
		Object.assign(window, { failedRemotes: failed });
		let known: string | null | undefined;
		new MutationObserver(() => {
			// A page may go on with another composition, and then says so where it said what it came with.
			const inlined = document.getElementById('flotilla-composition')?.textContent;
			if (inlined?.endsWith('}') && inlined !== known) {
				known = inlined;
				void (window as ObservedPage).tellComposition?.((JSON.parse(inlined) as { id: string }).id);
			}
			for (const element of document.querySelectorAll<HTMLElement>('[data-remote-failed]'))
				if (!failed.includes(element.innerText)) failed.push(element.innerText);
		}).observe(document, { childList: true, subtree: true });
	});

	const documentOf = (loader: string): LoadedDocument => {
		const found = documents.get(loader) ?? { compositionIds: [], files: new Set(), toldApi: new Set() };
		documents.set(loader, found);
		return found;
	};
	const checkDocument = async ({ compositionIds, files, toldApi }: LoadedDocument): Promise<void> => {
		if (compositionIds.length === 0) return complain('a page came without a composition');
		const composed = await Promise.all(compositionIds.map(compositions));
		const ids = compositionIds.join(', then ');
		for (const id of compositionIds) figures.compositions.add(id);
		if (compositionIds.length > 1) figures.wentOn += 1;
		figures.files += files.size;
		for (const file of files)
			if (!composed.some((one) => one.files.has(file))) complain(`mixed: ${ids} loaded ${file}`);
		for (const told of toldApi) if (!compositionIds.includes(told)) complain(`mixed: ${ids} told the API ${told}`);
	};
	let expectsLoad = false;
	const checks: Promise<void>[] = [];
	const begin = (loader: string): void => {
		const former = current === undefined ? undefined : documents.get(current);
		if (former !== undefined) checks.push(checkDocument(former).catch((error) => complain(String(error))));
		for (const key of documents.keys()) if (key !== loader) documents.delete(key);
		current = loader;
		figures.loads += 1;
		if (!expectsLoad) {
			const [compositionId = 'a page without a composition'] = documentOf(loader).compositionIds;
			const key = `${name} ${compositionId}`;
			const times = (figures.ownLoads.get(key) ?? 0) + 1;
			figures.ownLoads.set(key, times);
			if (times > 1) complain(`reload loop: ${compositionId} loaded itself ${times} times`);
		}
		expectsLoad = false;
	};

	const session = await page.context().newCDPSession(page);
	const asked = new Map<string, { url: string; at: number }>();
	session.on('Network.requestWillBeSent', ({ requestId, loaderId, request, type }) => {
		const { pathname } = new URL(request.url);
		asked.set(requestId, { url: request.url, at: performance.now() });
		// What is fetched does not run: a page looks so whether it could go on with another composition.
		if (pathname.startsWith('/assets/') && type !== 'Fetch') documentOf(loaderId).files.add(pathname);
		const told = headerOf(request.headers, 'x-composition-id');
		if (told !== undefined) documentOf(loaderId).toldApi.add(told);
	});
	session.on('Network.responseReceived', ({ requestId, loaderId, type, response }) => {
		const { status, url, headers } = response;
		if (status >= 400) complain(`${url} answered ${status}`);
		if (type !== 'Document' || requestId !== loaderId) return;
		const id = headerOf(headers, 'x-flotilla-composition');
		const { compositionIds } = documentOf(loaderId);
		if (id !== undefined && compositionIds[0] !== id) compositionIds.unshift(id);
	});
	session.on('Network.loadingFinished', ({ requestId }) => void asked.delete(requestId));
	session.on('Network.loadingFailed', ({ requestId, errorText, canceled }) => {
		const url = asked.get(requestId)?.url;
		asked.delete(requestId);
		// What a page that is left had under way.
		if (!canceled && errorText !== 'net::ERR_ABORTED') complain(`${url} failed: ${errorText}`);
	});
	session.on('Page.frameNavigated', ({ frame }) => {
		if (frame.parentId === undefined && frame.url.startsWith('http') && frame.loaderId !== current)
			begin(frame.loaderId);
	});
	await session.send('Network.enable');
	await session.send('Page.enable');

	return {
		page,
		load(act) {
			expectsLoad = true;
			return act();
		},
		async examine() {
			// Whatever was done has led somewhere: back or forward need not have loaded a page.
			expectsLoad = false;
			const { inlined, stamps, failed } = await page.evaluate(() => {
				const { __flotillaStamps: found = {}, failedRemotes = [] } = window as ObservedPage;
				return {
					inlined: document.getElementById('flotilla-composition')?.textContent ?? '{}',
					stamps: Object.entries(found).map(([app, versions]) => [app, [...(versions ?? [])]] as const),
					failed: failedRemotes.splice(0),
				};
			});
			const { id, shell, remotes } = JSON.parse(inlined) as Composition;
			for (const text of failed) complain(`an error card at ${page.url()}: ${text.replaceAll(/\s+/g, ' ')}`);
			const given = (current === undefined ? undefined : documents.get(current)?.compositionIds) ?? [id];
			if (!given.includes(id)) complain(`the page says ${id}, and was given ${given.join(', then ')}`);
			const former = await Promise.all(given.filter((other) => other !== id).map(compositions));
			for (const [app, ran] of stamps) {
				const expected = [shell, ...remotes].find((one) => one.app === app)?.version;
				// What ran before the page went on cannot be unloaded.
				const mayRun = [expected, ...former.map(({ versions }) => versions.get(app))];
				if (ran.some((version) => !mayRun.includes(version)))
					complain(`mixed: ${id} has ${app} ${expected}, and runs ${ran.join(' and ')}`);
			}
			return id;
		},
		waitsFor: () => [...asked.values()].map(({ url, at }) => `${url} (${Math.round(performance.now() - at)} ms)`),
		async close() {
			const open = current === undefined ? undefined : documents.get(current);
			if (open !== undefined) await checkDocument(open);
			await Promise.all(checks);
			await session.detach().catch(() => undefined);
		},
	};
};
