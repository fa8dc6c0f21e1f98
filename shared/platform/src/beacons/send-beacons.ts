import type { Beacon, BeaconApp, Composition } from '@flotilla/contracts';
import type { EventBus, Unsubscribe } from '@flotilla/event-bus';
import { remoteOfStack } from '../report/remote-of-stack.ts';
import type { ObserveVitals } from './observe-vitals.ts';

/** What of the browser is used. */
interface BeaconPage {
	/** Of uncaught errors, and of `pagehide`. */
	target: Pick<EventTarget, 'addEventListener' | 'removeEventListener'>;
	/** Of `visibilitychange`. */
	document: Pick<Document, 'addEventListener' | 'removeEventListener' | 'visibilityState'>;
	/** Queues a body that outlives the page; false when it does not. */
	send(url: string, body: Blob): boolean;
}

export interface SendBeaconsOptions {
	/** Where to, as the page was told. */
	url: string;
	bus: Pick<EventBus, 'on'>;
	/** What the page runs; asked again after `app:updated`. */
	composition: () => Composition;
	/** Beacons of one page; one that fails in a loop, or is shown and hidden all day, tells no more. Default 20. */
	maximum?: number;
	/** Core Web Vitals go with the beacon that the page is left with first. Default: they are not measured. */
	observeVitals?: ObserveVitals | undefined;
	/** The app whose page was opened. Default: the shell. */
	openedApp?: string | undefined;
	/**
	 * Whether somebody breaks this page on purpose right now. From the first time on that something is to be told while
	 * they do, nothing is: it would be held against builds. Default: nobody does.
	 */
	isSpoiled?: () => boolean;
	/** Default: the browser's. */
	page?: BeaconPage;
}

/**
 * Tells the registry how the builds of this page fare: by one beacon when the page is hidden, is left or goes on to
 * another composition, and by one at once when an app fails for the first time. Counts alone; a page, a person or an
 * error's text are not in them. What ran in place of a build that failed is not held against it, nor for it.
 */
export const sendBeacons = ({
	url,
	bus,
	composition: readComposition,
	maximum = 20,
	observeVitals,
	openedApp = readComposition().shell.app,
	isSpoiled = () => false,
	page = browserPage(),
}: SendBeaconsOptions): Unsubscribe => {
	let composition = readComposition();
	let versions = versionsOf(composition);
	const fresh = (app: string): BeaconApp => ({
		...{ app, sessions: 0, failingSessions: 0, loads: 0, loadFailures: 0, uncaughtErrors: 0 },
	});
	const untold = new Map<string, BeaconApp>();
	const toldSessions = new Set<string>();
	const failedSessions = new Set<string>();
	let count = 0;
	let readVitals = observeVitals?.();
	let spoiled = false;

	const flush = (isLeft: boolean): void => {
		const vitals = isLeft ? readVitals?.() : undefined;
		spoiled ||= isSpoiled();
		if (untold.size === 0 || count >= maximum || spoiled) return;
		count += 1;
		const beacon: Beacon = { compositionId: composition.id, apps: [...untold.values()] };
		if (vitals !== undefined && Object.keys(vitals).length > 0) beacon.vitals = { app: openedApp, ...vitals };
		if (isLeft) readVitals = undefined;
		untold.clear();
		page.send(url, new Blob([JSON.stringify(beacon)], { type: 'application/json' }));
	};

	const add = (app: string, version: string, name: 'loads' | 'loadFailures' | 'uncaughtErrors'): void => {
		spoiled ||= isSpoiled();
		if (versions.get(app) !== version || spoiled) return;
		const counts = untold.get(app) ?? fresh(app);
		untold.set(app, counts);
		// More than this says nothing more, and is refused.
		counts[name] = Math.min(1_000, counts[name] + 1);
		if (!toldSessions.has(app)) {
			toldSessions.add(app);
			counts.sessions = 1;
		}
		if (name === 'loads' || failedSessions.has(app)) return;
		failedSessions.add(app);
		counts.failingSessions = 1;
		// A page that is about to break may not come to tell it later. What else happens at the same time goes with it.
		queueMicrotask(() => flush(false));
	};

	const { app: shell, version: shellVersion } = composition.shell;
	/** A remote's are told by the bus. What stands in no remote's file, but in the shell's, is the shell's. */
	const hearUncaught = (error: unknown): void => {
		if (!(error instanceof Error)) return;
		const stack = error.stack ?? null;
		const isRemote = remoteOfStack(stack, (name) => (name !== shell && versions.has(name) ? name : undefined));
		if (isRemote !== undefined || !stack?.includes(`/assets/${shell}/`)) return;
		add(shell, shellVersion, 'uncaughtErrors');
	};
	const hearError = (event: Event): void => hearUncaught((event as ErrorEvent).error);
	const hearRejection = (event: Event): void => hearUncaught((event as PromiseRejectionEvent).reason);
	const hearHidden = (): void => {
		if (page.document.visibilityState === 'hidden') flush(true);
	};
	const hearLeft = (): void => flush(true);

	add(shell, shellVersion, 'loads');
	const ends = [
		bus.on('federation:remote-started', ({ remote, version }) => add(remote, version, 'loads')),
		bus.on('federation:remote-failed', ({ remote, version, phase }) => {
			if (phase !== 'render') add(remote, version, 'loads');
			add(remote, version, 'loadFailures');
		}),
		bus.on('federation:error-uncaught', ({ remote, version }) => add(remote, version, 'uncaughtErrors')),
		bus.on('app:updated', ({ remotes }) => {
			// Under the id of what it is about.
			flush(false);
			composition = readComposition();
			versions = versionsOf(composition);
			// Another build has sessions of its own.
			for (const sessions of [toldSessions, failedSessions]) for (const remote of remotes) sessions.delete(remote);
		}),
	];
	page.target.addEventListener('error', hearError);
	page.target.addEventListener('unhandledrejection', hearRejection);
	page.target.addEventListener('pagehide', hearLeft);
	page.document.addEventListener('visibilitychange', hearHidden);
	return () => {
		for (const end of ends) end();
		page.target.removeEventListener('error', hearError);
		page.target.removeEventListener('unhandledrejection', hearRejection);
		page.target.removeEventListener('pagehide', hearLeft);
		page.document.removeEventListener('visibilitychange', hearHidden);
	};
};

const versionsOf = ({ shell, remotes }: Composition): ReadonlyMap<string, string> =>
	new Map([shell, ...remotes].map(({ app, version }) => [app, version]));

const browserPage = (): BeaconPage => ({
	target: window,
	document,
	send: (url, body) => navigator.sendBeacon(url, body),
});
