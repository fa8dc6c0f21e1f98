// Runs in the page, as the entry of a remote that is worked on: a container, as every remote's entry is one, that hands
// on what the newest build exposes. A further build takes the place of the one before in the page as it is: the shell,
// the session, the cache and the address stay, and the remote starts a new life. Served with its types taken out; the
// server writes `base` in front, the path below which the remote's builds are.
declare const base: string;

interface Container {
	init(shareScope: ShareScope, initScope: object[], options: object): unknown;
	get(exposed: string): Promise<() => { start: (context: Context) => Running | Promise<Running> }>;
}
type ShareScope = Record<string, Record<string, { lib?: () => unknown; get: () => Promise<() => unknown> }>>;
interface Context {
	name: string;
	signal: AbortSignal;
}
type Component = (props: object) => unknown;
interface Running {
	Page: Component;
	slots?: Record<string, Component>;
	search?: (...args: unknown[]) => unknown;
	preload?: (...args: unknown[]) => readonly unknown[];
}
interface React {
	createElement(type: Component, props: object): unknown;
	useSyncExternalStore<T>(subscribe: (listener: () => void) => () => void, get: () => T): T;
}

let scope: ShareScope = {};
let initOptions: object = {};
/** Of this page, the start that is in charge: an earlier one of the same remote lets later builds be. */
const inCharge = globalThis as unknown as Record<string, unknown>;

const openBuild = async (entry: string): Promise<Container> => {
	const container = (await import(base + entry)) as Container;
	await container.init(scope, [], initOptions);
	return container;
};

const newestBuild = async (): Promise<string> =>
	((await (await fetch(`${base}newest`)).json()) as { entry: string }).entry;

const shared = async <T>(request: string): Promise<T> => {
	const [provided] = Object.values(scope[request] ?? {});
	if (provided === undefined) throw new Error(`This page does not share ${request}.`);
	return (provided.lib?.() ?? (await provided.get())()) as T;
};

const start = async (context: Context): Promise<Running> => {
	const { createElement, useSyncExternalStore } = await shared<React>('react');
	const key = `flotilla-dev:${context.name}`;
	const token = {};
	inCharge[key] = token;

	const begin = async (entry: string) => {
		const life = new AbortController();
		context.signal.addEventListener('abort', () => life.abort(), { once: true, signal: life.signal });
		const module = (await (await openBuild(entry)).get('./start'))();
		return { entry, life, running: await module.start({ ...context, signal: life.signal }) };
	};

	let current = await begin(await newestBuild());
	const listeners = new Set<() => void>();
	const subscribe = (listener: () => void) => {
		listeners.add(listener);
		return () => void listeners.delete(listener);
	};
	const show = async (entry: string): Promise<void> => {
		if (inCharge[key] !== token || entry === current.entry) return;
		// It failed, and the page shows its card: a page that begins anew shows what is mended.
		if (context.signal.aborted) return location.reload();
		const before = current;
		current = await begin(entry);
		for (const listener of [...listeners]) listener();
		before.life.abort();
	};

	const events = new EventSource(`${base}events`);
	let showing = Promise.resolve();
	events.addEventListener('message', ({ data }) => {
		const { entry, reload } = JSON.parse(data) as { entry: string; reload: boolean };
		// What the shell knows of it has changed.
		if (reload) return location.reload();
		showing = showing
			.then(() => show(entry))
			.catch((error: unknown) => console.error(`The new build of ${context.name} does not start:`, error));
	});

	const live = (pick: (running: Running) => Component | undefined): Component => {
		const Live = (props: object) => {
			const Shown = pick(useSyncExternalStore(subscribe, () => current.running));
			return Shown === undefined ? null : createElement(Shown, props);
		};
		return Live;
	};
	const { slots = {}, search, preload } = current.running;
	return {
		Page: live(({ Page }) => Page),
		slots: Object.fromEntries(Object.keys(slots).map((name) => [name, live((running) => running.slots?.[name])])),
		...(search && { search: (...args: unknown[]) => current.running.search?.(...args) }),
		...(preload && { preload: (...args: unknown[]) => current.running.preload?.(...args) ?? [] }),
	};
};

export const init = (shareScope: ShareScope, _initScope: object[], options: object): void => {
	scope = shareScope;
	initOptions = options;
};

export const get = async (exposed: string): Promise<() => object> => {
	if (exposed === './start') return () => ({ start });
	return (await openBuild(await newestBuild())).get(exposed);
};
