import type { ComposedRemote, Composition, RemoteReplacement } from '@flotilla/contracts';
import type { LoadRemoteModule, RemoteContext, RunningRemote } from './remote.ts';
import { RemoteError, type RemoteFailurePhase } from './remote-error.ts';
import type { FindReplacement } from './replacement.ts';

/** `idle`: not asked for yet. `starting`: its code is fetched or its start runs. */
export type RemoteState =
	| { status: 'idle' }
	| { status: 'starting' }
	| { status: 'running'; running: RunningRemote }
	| { status: 'failed'; error: RemoteError };

export interface Federation {
	/** What the page runs; another one after `adopt`. */
	readonly composition: Composition;
	/** The remote whose route prefix the path is under. */
	match(pathname: string): ComposedRemote | undefined;
	/** As the composition has it, or what runs in its place. */
	find(name: string): ComposedRemote | undefined;
	state(name: string): RemoteState;
	/** Starts a remote unless it is starting or running; settles with it, and never rejects. */
	start(name: string): Promise<RemoteState>;
	/**
	 * Starts a remote that is likely to be wanted soon; settles with it. One that fails before it is on the page is taken
	 * for one that was not asked for: whoever opens it has a first try of their own.
	 */
	prepare(name: string): Promise<void>;
	/** Records that a running remote threw while it rendered, which ends its life. Ignored when it does not run. */
	reportRenderFailure(name: string, cause: unknown): void;
	/** Records that a running remote does not give a component that its manifest names. It runs on without. */
	reportMissingComponent(name: string, component: string): void;
	/** What could run in place of a remote that failed so. Asked once for each failure; never rejects. */
	findReplacement(failure: RemoteError): Promise<Pick<RemoteReplacement, 'remote' | 'reload'>>;
	/**
	 * Starts another build of a remote that failed, which this page runs from then on. Ignored unless it failed. Throws
	 * `RangeError` when the build is of no remote of the composition.
	 */
	replace(build: ComposedRemote): Promise<RemoteState>;
	/** Says that a place is on the page, a remote's area or a slot, until the returned function is called. */
	hold(place: string): () => void;
	/** Whether anybody holds a place of this name. */
	isHeld(place: string): boolean;
	/**
	 * Goes on with another composition. The lives of these remotes end: their next use starts the build that it has, if
	 * it has one. What else runs stays; which remotes that may be is for the caller to know.
	 */
	adopt(next: Composition, ending: readonly string[]): void;
	/** Ends the lives of all remotes: their signals abort, their next use starts them afresh. */
	stopAll(): void;
	/** Called after a remote's state, what is held, or the composition changed; returns its own unsubscribe. */
	subscribe(listener: () => void): () => void;
}

export interface FederationOptions {
	composition: Composition;
	/** What the remote shares with the page; its name, version and signal are added. */
	createContext(remote: { name: string; version: string; signal: AbortSignal }): RemoteContext;
	onStarted?: (remote: ComposedRemote) => void;
	onFailed?: (remote: ComposedRemote, error: RemoteError) => void;
	onReplaced?: (remote: ComposedRemote, by: ComposedRemote) => void;
	/** Default: nothing ever replaces a remote. */
	findReplacement?: FindReplacement;
	/** Milliseconds for a remote's code to arrive and run. Default 15,000. */
	loadTimeout?: number;
	/** Milliseconds for a remote's `start` to settle. Default 10,000. */
	startTimeout?: number;
	/** How a remote's code comes to the page: `createVerifiedLoader` of `@flotilla/federation/host`, or what a test or a story gives. */
	loadModule: LoadRemoteModule;
}

const idle: RemoteState = { status: 'idle' };
const nothing = { remote: null, reload: false };

/** Runs the remotes of one composition, each in a life of its own. */
export const createFederation = ({
	composition: first,
	createContext,
	onStarted = () => {},
	onFailed = () => {},
	onReplaced = () => {},
	findReplacement = async () => nothing,
	loadTimeout = 15_000,
	startTimeout = 10_000,
	loadModule,
}: FederationOptions): Federation => {
	let composition = first;
	const remotes = new Map(composition.remotes.map((remote) => [remote.app, remote]));
	const states = new Map<string, RemoteState>();
	const attempts = new Map<string, number>();
	const starting = new Map<string, Promise<RemoteState>>();
	const lives = new Map<string, AbortController>();
	const failedBuilds = new Map<string, Set<string>>();
	const replacements = new WeakMap<RemoteError, ReturnType<FindReplacement>>();
	const holds = new Set<{ place: string }>();
	const listeners = new Set<() => void>();

	const tell = (): void => {
		for (const listener of [...listeners]) listener();
	};

	const setState = (name: string, state: RemoteState): RemoteState => {
		states.set(name, state);
		tell();
		return state;
	};

	const errorOf = (remote: ComposedRemote, phase: RemoteFailurePhase, cause: unknown): RemoteError =>
		new RemoteError(`${remote.manifest.title} ${failureSentence[phase]}`, {
			remote: remote.app,
			version: remote.version,
			phase,
			cause,
		});

	const fail = (remote: ComposedRemote, phase: RemoteFailurePhase, cause: unknown): RemoteState => {
		const error = errorOf(remote, phase, cause);
		lives.get(remote.app)?.abort(error);
		lives.delete(remote.app);
		failedBuilds.set(remote.app, (failedBuilds.get(remote.app) ?? new Set()).add(remote.build));
		onFailed(remote, error);
		return setState(remote.app, { status: 'failed', error });
	};

	const run = async (remote: ComposedRemote, life: AbortController): Promise<RemoteState> => {
		const { app: name, version, entry, initial, shared } = remote;
		const attempt = attempts.get(name) ?? 0;
		let phase: RemoteFailurePhase = 'load';
		try {
			const module = await within(loadTimeout, loadModule({ name, entry, attempt, initial, shared }));
			phase = 'start';
			const context = createContext({ name, version, signal: life.signal });
			const running = await within(startTimeout, Promise.resolve(module.start(context)));
			// Stopped while it was starting: nobody waits for it any more.
			if (life.signal.aborted) return states.get(name) ?? idle;
			onStarted(remote);
			return setState(name, { status: 'running', running });
		} catch (cause) {
			if (life.signal.aborted) return states.get(name) ?? idle;
			// The next try asks by another address: a browser may keep to what it got, or did not get, by this one.
			attempts.set(name, attempt + 1);
			return fail(remote, phase, cause);
		}
	};

	const start = (name: string): Promise<RemoteState> => {
		const remote = remotes.get(name);
		if (remote === undefined) throw new RangeError(`The composition has no remote named ${name}`);
		const current = states.get(name) ?? idle;
		if (current.status === 'running') return Promise.resolve(current);
		const underWay = starting.get(name);
		if (underWay !== undefined) return underWay;

		const life = new AbortController();
		lives.set(name, life);
		setState(name, { status: 'starting' });
		const settled = run(remote, life).finally(() => {
			if (starting.get(name) === settled) starting.delete(name);
		});
		starting.set(name, settled);
		return settled;
	};

	const isHeld = (place: string): boolean => [...holds].some((hold) => hold.place === place);

	return {
		get composition() {
			return composition;
		},
		match: (pathname) =>
			composition.remotes.find(
				({ manifest: { routePrefix } }) => pathname === routePrefix || pathname.startsWith(`${routePrefix}/`),
			),
		find: (name) => remotes.get(name),
		state: (name) => states.get(name) ?? idle,

		start,

		async prepare(name) {
			if ((states.get(name) ?? idle).status !== 'idle') return;
			const { status } = await start(name);
			if (status === 'failed' && !isHeld(name)) setState(name, idle);
		},

		reportRenderFailure(name, cause) {
			const remote = remotes.get(name);
			// Several places of one remote may throw in one render: that is one failure.
			if (remote !== undefined && states.get(name)?.status === 'running') fail(remote, 'render', cause);
		},

		reportMissingComponent(name, component) {
			const remote = remotes.get(name);
			if (remote === undefined) return;
			const cause = new Error(`Its manifest names the component ${component}, its start does not return it.`);
			onFailed(remote, errorOf(remote, 'render', cause));
		},

		findReplacement(failure) {
			const known = replacements.get(failure);
			if (known !== undefined) return known;
			const failed = [...(failedBuilds.get(failure.remote) ?? [])];
			const asked = findReplacement({ compositionId: composition.id, remote: failure.remote, failed }).catch(
				() => nothing,
			);
			replacements.set(failure, asked);
			return asked;
		},

		async replace(build) {
			const { app: name } = build;
			const remote = remotes.get(name);
			if (remote === undefined) throw new RangeError(`The composition has no remote named ${name}`);
			const current = states.get(name) ?? idle;
			if (current.status !== 'failed') return current;
			remotes.set(name, build);
			// Its addresses were never asked for.
			attempts.delete(name);
			onReplaced(remote, build);
			return start(name);
		},

		hold(place) {
			const hold = { place };
			holds.add(hold);
			return () => {
				if (holds.delete(hold)) tell();
			};
		},
		isHeld,

		adopt(next, ending) {
			composition = next;
			for (const name of ending) {
				lives.get(name)?.abort();
				for (const kept of [lives, starting, attempts, states, remotes]) kept.delete(name);
			}
			for (const remote of next.remotes) if (!remotes.has(remote.app)) remotes.set(remote.app, remote);
			tell();
		},

		stopAll() {
			for (const life of lives.values()) life.abort();
			lives.clear();
			starting.clear();
			for (const name of states.keys()) setState(name, idle);
		},

		subscribe(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
	};
};

const failureSentence: Record<RemoteFailurePhase, string> = {
	load: 'could not be loaded.',
	start: 'could not be started.',
	render: 'stopped working.',
};

const within = async <T>(milliseconds: number, work: Promise<T>): Promise<T> => {
	let timer: ReturnType<typeof setTimeout> | undefined;
	const expiry = new Promise<never>((_, reject) => {
		timer = setTimeout(() => reject(new Error(`No answer within ${milliseconds} ms`)), milliseconds);
	});
	try {
		return await Promise.race([work, expiry]);
	} finally {
		clearTimeout(timer);
	}
};
