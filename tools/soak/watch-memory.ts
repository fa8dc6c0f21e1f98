import type { CDPSession, Page } from 'playwright-core';

/** What a page of the browser holds, after everything that can be collected was. */
export interface Held {
	listeners: number;
	nodes: number;
	/** Timers and intervals that wait. */
	timers: number;
	/** Bytes. */
	heap: number;
}

export interface MountedRemote {
	name: string;
	path: string;
	/** There when its page is. */
	selector: string;
}

export interface WatchMemoryOptions {
	/** Signed in, made with `countTimers`. */
	page: Page;
	remotes: readonly MountedRemote[];
	/** How often each remote is mounted and unmounted. */
	rounds: number;
	report?(line: string): void;
}

/** By how much a page may hold more at the end, and still count as flat. */
export const flat: Held = { listeners: 10, nodes: 200, timers: 3, heap: 1.5 * 1024 * 1024 };

/** Rounds before the first look: caches fill, and code is compiled. */
const warmUp = 5;

/** Lets `watchMemory` see the timers of a page; before anything is loaded. */
export const countTimers = (page: Page): Promise<unknown> =>
	page.addInitScript(() => {
		const waiting = new Set<unknown>();
		const { setTimeout: later, setInterval: often, clearTimeout: stop, clearInterval: stopOften } = window;
		Object.assign(window, {
			waitingTimers: waiting,
			setTimeout(run: TimerHandler, delay?: number, ...args: unknown[]) {
				const id = later(() => {
					waiting.delete(id);
					if (typeof run === 'function') run(...args);
				}, delay);
				waiting.add(id);
				return id;
			},
			setInterval(run: TimerHandler, delay?: number, ...args: unknown[]) {
				const id = often(run, delay, ...args);
				waiting.add(id);
				return id;
			},
			clearTimeout(id?: number) {
				waiting.delete(id);
				stop(id);
			},
			clearInterval(id?: number) {
				waiting.delete(id);
				stopOften(id);
			},
		});
	});

/** The same page of the browser at another address, as a link inside it would lead there. */
const goTo = async (page: Page, { path, selector }: Pick<MountedRemote, 'path' | 'selector'>): Promise<void> => {
	await page.evaluate((to) => {
		window.history.replaceState(null, '', to);
		window.dispatchEvent(new PopStateEvent('popstate', { state: null }));
	}, path);
	await page.locator(selector).first().waitFor();
};

const look = async (page: Page, session: CDPSession): Promise<Held> => {
	for (let time = 0; time < 3; time += 1) await session.send('HeapProfiler.collectGarbage');
	const { metrics } = await session.send('Performance.getMetrics');
	const metric = (name: string) => metrics.find((one) => one.name === name)?.value ?? Number.NaN;
	const timers = await page.evaluate(
		() => (window as unknown as { waitingTimers: ReadonlySet<unknown> }).waitingTimers.size,
	);
	return { listeners: metric('JSEventListeners'), nodes: metric('Nodes'), timers, heap: metric('JSHeapUsedSize') };
};

/** What grew by more than `flat` allows. */
const grown = (name: string, before: Held, after: Held): string[] =>
	(Object.keys(flat) as (keyof Held)[])
		.filter((what) => !(after[what] - before[what] <= flat[what]))
		.map((what) => `${name}: ${what} grew from ${before[what]} to ${after[what]}`);

/**
 * Mounts and unmounts each remote so many times, one after the other, and resolves with what the page holds more of
 * in the end than after a few rounds: listeners, nodes, timers, heap.
 */
export const watchMemory = async ({
	page,
	remotes,
	rounds,
	report = () => undefined,
}: WatchMemoryOptions): Promise<readonly string[]> => {
	const session = await page.context().newCDPSession(page);
	await session.send('Performance.enable');
	const problems: string[] = [];
	for (const remote of remotes) {
		// Between two mounts there is a page of the shell's own, which mounts nothing.
		const elsewhere = { path: '/nothing-is-here', selector: 'main' };
		const mount = async () => {
			await goTo(page, remote);
			await goTo(page, elsewhere);
			await page.locator(remote.selector).first().waitFor({ state: 'detached' });
		};
		for (let round = 0; round < warmUp; round += 1) await mount();
		const before = await look(page, session);
		for (let round = 0; round < rounds; round += 1) await mount();
		let after = await look(page, session);
		// What the last rounds left to do (a request's end, a refetch) is not held for good: look until it is done.
		for (let again = 0; again < 20 && grown(remote.name, before, after).length > 0; again += 1) {
			await page.waitForTimeout(250);
			after = await look(page, session);
		}
		problems.push(...grown(remote.name, before, after));
		report(`${remote.name}: ${rounds} mounts, ${JSON.stringify(before)} -> ${JSON.stringify(after)}`);
	}
	await session.detach();
	return problems;
};

/** The remotes of the suite, as somebody sees them who is signed in. */
export const mountedRemotes: readonly MountedRemote[] = [
	{ name: 'users', path: '/users', selector: 'tr[data-user-id]' },
	{ name: 'files', path: '/files', selector: 'tr[data-file-id]' },
	{ name: 'auth', path: '/auth/reset-password?token=of-a-mail', selector: 'form input[type=password]' },
];
