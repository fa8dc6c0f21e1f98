import type { Write, WriteQueue } from '../cache/queued-writes.ts';
import type { DataCache } from '../data-cache.ts';
import type { NetworkState } from '../network/network-state.ts';
import { isQueueable } from '../outbox/is-queueable.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { OutboxError } from '../outbox/outbox-error.ts';
import type { CachePersistence } from '../persistence/cache-persistence.ts';
import type { Offline, OutboxStatus, OutboxView } from './offline.ts';

/** What is loaded on demand, opened for one person. */
export interface OfflineParts {
	outbox: Outbox;
	/** Shows what waits over the cache, until the returned function is called. */
	show(): () => void;
}

export interface OfflineOptions {
	network: NetworkState;
	/** Opens the outbox; a rejection means that there is none. */
	openOutbox(userId: string, cache: DataCache): Promise<OfflineParts>;
	/** Begins to keep what is fetched; a rejection means that nothing is kept. */
	openPersistence(userId: string, cache: DataCache): Promise<CachePersistence>;
	/** Milliseconds that the code and the data of an earlier visit may take before pages fetch. Default 100. */
	restoreTimeout?: number;
}

interface Stay {
	userId: string;
	opening: Promise<Outbox>;
	keeping: Promise<CachePersistence | null>;
	restored: Promise<void>;
	/** Shows nothing of it any more. */
	hide(): void;
	/** Lets go of everything. */
	end(): void;
}

export const createOffline = ({
	network,
	openOutbox,
	openPersistence,
	restoreTimeout = 100,
}: OfflineOptions): Offline => {
	const listeners = new Set<() => void>();
	let stay: Stay | null = null;
	let outbox: Outbox | null = null;
	let view: OutboxView = { status: 'closed', operations: [] };

	const show = (status: OutboxStatus): void => {
		view = { status, operations: outbox?.list() ?? [] };
		for (const listener of [...listeners]) listener();
	};

	const begin = (userId: string, cache: DataCache): Stay => {
		const hides: (() => void)[] = [];
		let isOver = false;
		const open = async (): Promise<Outbox> => {
			const parts = await openOutbox(userId, cache);
			if (isOver) {
				parts.outbox.dispose();
				throw new OutboxError('OUTBOX_UNAVAILABLE');
			}
			outbox = parts.outbox;
			hides.push(
				parts.show(),
				outbox.subscribe(() => show('open')),
			);
			show('open');
			return parts.outbox;
		};
		const opening = open().catch((cause: unknown) => {
			if (!isOver) show('unavailable');
			throw new OutboxError('OUTBOX_UNAVAILABLE', { cause });
		});
		opening.catch(() => {});
		const keeping = openPersistence(userId, cache).catch(() => null);
		const { promise: restored, resolve: goOn } = Promise.withResolvers<void>();
		const late = setTimeout(goOn, restoreTimeout);
		const noLonger = (): void => {
			clearTimeout(late);
			goOn();
		};
		keeping.then((persistence) => persistence?.restored).then(noLonger, noLonger);
		return {
			userId,
			opening,
			keeping,
			restored,
			hide() {
				isOver = true;
				noLonger();
				for (const hide of hides) hide();
			},
			end() {
				opening.then(
					(opened) => opened.dispose(),
					() => {},
				);
				void keeping.then((persistence) => persistence?.dispose());
			},
		};
	};

	const leave = (): Stay | null => {
		const left = stay;
		left?.hide();
		stay = null;
		outbox = null;
		if (view.status !== 'closed') show('closed');
		return left;
	};

	/** What waits already for the same row, or is to make it, comes first. */
	const hasToFollow = ({ resource, rowIds }: Write): boolean =>
		outbox?.list().some((one) => one.resource === resource && one.rowIds.some((id) => rowIds.includes(id))) === true;

	const queue: WriteQueue = {
		takes(write, error) {
			if (stay === null || view.status === 'unavailable' || !isQueueable(write)) return false;
			if (error !== undefined) return lostCodes.includes(error.code);
			return !network.isOnline() || hasToFollow(write);
		},
		async add(write) {
			if (stay === null) throw new OutboxError('OUTBOX_UNAVAILABLE');
			await (await stay.opening).enqueue(write);
		},
	};

	return {
		network,
		queue,
		start(userId, cache) {
			if (stay?.userId === userId) return;
			leave()?.end();
			stay = begin(userId, cache);
			show('opening');
		},
		async stop(reason) {
			const left = leave();
			if (left === null) return;
			const persistence = await left.keeping;
			await persistence?.wipe();
			if (reason === 'requested') {
				const waiting = await left.opening.catch(() => null);
				await waiting?.remove().catch(() => {});
			}
			left.end();
		},
		restored: () => stay?.restored ?? Promise.resolve(),
		view: () => view,
		subscribe(callback) {
			listeners.add(callback);
			return () => listeners.delete(callback);
		},
		outbox: () => stay?.opening ?? Promise.reject(new OutboxError('OUTBOX_UNAVAILABLE')),
		dispose() {
			leave()?.end();
			listeners.clear();
			network.dispose();
		},
	};
};

/** Codes of calls that may get through later. */
const lostCodes: readonly string[] = ['NETWORK_ERROR', 'TIMEOUT', 'CIRCUIT_OPEN', 'RESPONSE_INVALID'];
