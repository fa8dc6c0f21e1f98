import type { Composition } from '@flotilla/contracts';
import type { EventBus } from '@flotilla/event-bus';
import type { Federation } from '@flotilla/federation';
import { admitFiles, applyStylesOf } from '@flotilla/federation/host';
import { type CompositionSource, createCompositionSource } from './composition-source.ts';
import { planLiveUpdate } from './plan-live-update.model.ts';
import { wouldAskBeforeLeaving } from './would-ask-before-leaving.ts';
import { writeComposition } from './write-composition.ts';

export interface LiveUpdates {
	/**
	 * Another composition is current, and its files are here. The page goes on with it as soon as nothing of what differs
	 * is on the page; until then, and where it takes a reload, `app:update-ready` offers it. Resolves once it is clear
	 * which of the two; never rejects.
	 */
	offer(compositionId: string): Promise<void>;
}

export interface LiveUpdatesOptions {
	federation: Pick<Federation, 'composition' | 'find' | 'state' | 'isHeld' | 'adopt' | 'subscribe'>;
	bus: Pick<EventBus, 'emit'>;
	/** Default: the registry that served the page. */
	source?: CompositionSource;
	/** Whether ending a life would lose something. Default: whether a reload would be asked about. */
	isUnsaved?: () => boolean;
	/** Milliseconds in which the registry is not asked again after it could not answer. Default 1 minute. */
	retryPause?: number;
	/** Milliseconds on a clock that only goes forward. Default: the page's. */
	now?: () => number;
	/** Ends it; what is under way changes nothing any more. */
	signal?: AbortSignal;
}

/**
 * Brings an open page to the composition that a load of it would get, where nobody could notice: all differences at
 * once, or none. Whatever fails on the way leaves the page as it is, with the offer to load it again.
 */
export const createLiveUpdates = ({
	federation,
	bus,
	source = createCompositionSource(),
	isUnsaved = wouldAskBeforeLeaving,
	retryPause = 60_000,
	now = () => performance.now(),
	signal = new AbortController().signal,
}: LiveUpdatesOptions): LiveUpdates => {
	/** What the page should go on with. */
	let wanted: string | undefined;
	/** What people were offered. */
	let offered: string | undefined;
	let known: Composition | undefined;
	let notBefore = 0;
	let considering = Promise.resolve();
	let timer: ReturnType<typeof setTimeout> | undefined;

	const readKnown = async (id: string): Promise<Composition> => {
		if (known?.id !== id) known = await source.read(id);
		return known;
	};

	/** The remotes whose lives may end now; null where it has to wait, or takes a reload. */
	const safeToEnd = (next: Composition): readonly string[] | null => {
		const plan = planLiveUpdate(federation, next);
		if (plan.kind !== 'take') return null;
		const isRunning = plan.ending.some((app) => federation.state(app).status === 'running');
		return isRunning && isUnsaved() ? null : plan.ending;
	};

	const take = async (id: string): Promise<void> => {
		const next = await readKnown(id);
		const ending = safeToEnd(next);
		if (ending === null) return;
		// The channel may have moved on, or back, since the files were fetched.
		if ((await source.currentId()) !== id) throw new Error(`${id} is not what a page would get now.`);
		const { integrity = {} } = next;
		await source.check(firstFilesOf(next, ending), integrity);

		// Nothing is waited for from here on: what was found to be safe is so.
		const stillEnding = safeToEnd(next);
		if (stillEnding === null || wanted !== id || signal.aborted) return;
		const from = federation.composition.id;
		admitFiles(integrity);
		applyStylesOf(stillEnding, integrity);
		writeComposition(next);
		wanted = undefined;
		offered = undefined;
		federation.adopt(next, stillEnding);
		bus.emit('app:updated', { from, to: id, remotes: [...stillEnding] });
	};

	const consider = async (): Promise<void> => {
		const id = wanted;
		if (id === undefined || signal.aborted) return;
		if (now() >= notBefore) {
			// What could not be had now may be there later.
			await take(id).catch(() => {
				notBefore = now() + retryPause;
			});
		}
		if (wanted !== id || offered === id || signal.aborted) return;
		offered = id;
		bus.emit('app:update-ready', { compositionId: id });
	};
	const considerNext = (): Promise<void> => {
		considering = considering.then(consider);
		return considering;
	};

	const leave = federation.subscribe(() => {
		if (wanted === undefined || timer !== undefined) return;
		// When the page has come to rest: one that goes often comes back at once, in another place.
		timer = setTimeout(() => {
			timer = undefined;
			void considerNext();
		});
	});
	signal.addEventListener('abort', () => {
		leave();
		clearTimeout(timer);
	});

	return {
		offer(id) {
			wanted = id === federation.composition.id ? undefined : id;
			return considerNext();
		},
	};
};

/** What the next use of these remotes asks for first. */
const firstFilesOf = ({ remotes }: Composition, apps: readonly string[]): string[] =>
	remotes
		.filter(({ app }) => apps.includes(app))
		.flatMap(({ entry, initial: { modules, styles } }) => [entry, ...modules, ...styles]);
