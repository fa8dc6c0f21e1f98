import { systemClock } from '@flotilla/event-bus';
import { deleteDB } from 'idb';
import { draftOperation } from './draft-operation.ts';
import type { Operation } from './operation.ts';
import type { EndedOperation, Outbox } from './outbox.ts';
import { createBrowserChannel, type OutboxNews, readOutboxNews } from './outbox-channel.ts';
import { openOutboxDatabase } from './outbox-database.ts';
import { isOutboxError, OutboxError } from './outbox-error.ts';
import type { OutboxOptions } from './outbox-options.ts';
import { createOutboxStore } from './outbox-store.ts';
import { createWriteOutbox, type OutboxDelta } from './outbox-transaction.ts';
import { createQueueView } from './queue-view.ts';
import { createReplaySteps } from './replay-steps.ts';
import { createReplayer } from './replayer.ts';

/** Opens one person's outbox, with what waits from earlier visits. Rejects with `OUTBOX_UNAVAILABLE`. */
export const createOutbox = async (options: OutboxOptions): Promise<Outbox> => {
	const { userId, send, readVersion, limits, clock = systemClock, random = Math.random, onStep = () => {} } = options;
	const { database: name = `flotilla.outbox.${userId}`, network = browserNetwork, onFault = reportFault } = options;
	const locks = 'locks' in options ? options.locks : navigator.locks;
	const database = await openOutboxDatabase(name);
	const write = createWriteOutbox(database);
	const store = createOutboxStore({ database, write, limits });
	const steps = createReplaySteps({ write, limits, now: clock.now });
	const view = createQueueView();
	const life = new AbortController();
	const listeners = new Set<() => void>();
	const endListeners = new Set<(ended: EndedOperation) => void>();
	const channel = (options.createChannel ?? createBrowserChannel)(name);
	let draining: Promise<void> | null = null;
	let isAskedAgain = false;
	let timer: unknown;

	const show = (delta: OutboxDelta, ended: readonly EndedOperation[]): void => {
		const isChanged = view.apply(delta);
		for (const one of ended) for (const listener of [...endListeners]) listener(one);
		if (isChanged) for (const listener of [...listeners]) listener();
	};
	const announce = (delta: OutboxDelta, ended: readonly EndedOperation[] = []): void => {
		show(delta, ended);
		if (!life.signal.aborted) channel.postMessage({ version: 1, delta, ended } satisfies OutboxNews);
	};
	const reload = async (): Promise<void> => {
		const before = view.list();
		view.replace(await store.all(), before);
		for (const operation of before) {
			if (view.get(operation.id) !== undefined) continue;
			for (const listener of [...endListeners]) listener({ operation, outcome: 'unknown' });
		}
		for (const listener of [...listeners]) listener();
	};

	const keepMine = async (id: string): Promise<void> => {
		const operation = view.get(id);
		if (operation === undefined) throw new OutboxError('OUTBOX_UNKNOWN_OPERATION');
		if (operation.state !== 'conflict') throw new OutboxError('OUTBOX_WRONG_STATE');
		const ifMatch = await readVersion(operation);
		const delta = await store.change(id, ['conflict'], (current) => ({
			...current,
			state: 'waiting',
			ifMatch,
			error: null,
			// Under the old key the server knows another request.
			...asNew(clock.now()),
		}));
		announce(delta);
	};
	const discard = async (id: string): Promise<readonly Operation[]> => {
		const delta = await store.discard(id);
		announce(delta, delta.removed.map(discarded));
		const [first] = delta.removed;
		if (first !== undefined) await onStep('discarded', first);
		return delta.removed;
	};
	/** Resolves with the next change of the list, or when the outbox is let go. */
	const nextChange = (): Promise<void> =>
		new Promise((resolve) => {
			const done = (): void => {
				listeners.delete(done);
				life.signal.removeEventListener('abort', done);
				resolve();
			};
			listeners.add(done);
			life.signal.addEventListener('abort', done);
		});
	const withdraw = async (id: string): Promise<boolean> => {
		while (!life.signal.aborted) {
			// Asked for first: the attempt may end while the database says that it goes on.
			const changed = nextChange();
			try {
				await discard(id);
				return true;
			} catch (error) {
				if (!isOutboxError(error)) throw error;
				if (error.code === 'OUTBOX_UNKNOWN_OPERATION') return false;
				if (error.code !== 'OUTBOX_WRONG_STATE') throw error;
			}
			await changed;
		}
		throw new OutboxError('OUTBOX_UNAVAILABLE');
	};
	const settleConflict = async ({ id, onConflict }: Operation): Promise<void> => {
		if (onConflict === 'theirs') await discard(id);
		// If the version cannot be read now, it stays a conflict, and a person sees it.
		if (onConflict === 'mine') await keepMine(id).catch(() => {});
	};

	const replayer = createReplayer({
		...options,
		steps,
		send,
		clock,
		locks,
		random,
		lockName: name,
		signal: life.signal,
		onDelta: (delta, done) => announce(delta, done === undefined ? [] : [done]),
		onConflict: settleConflict,
		onStep,
	});

	const schedule = (at: number): void => {
		clock.clearTimeout(timer);
		timer = clock.setTimeout(wake, Math.min(Math.max(0, at - clock.now()), 2 ** 31 - 1));
	};
	const run = async (): Promise<void> => {
		do {
			isAskedAgain = false;
			const end = await replayer.drain();
			if (life.signal.aborted) return;
			if (end.kind === 'later') schedule(end.at);
		} while (isAskedAgain);
	};
	/** One drain at a time; what is asked for meanwhile is one more after it. */
	const drain = (): Promise<void> => {
		isAskedAgain = true;
		draining ??= run().finally(() => {
			draining = null;
		});
		return draining;
	};
	const isSendable = (): boolean => view.list().some(({ state }) => state === 'waiting' || state === 'sending');
	const wake = (): void => {
		if (life.signal.aborted || !network.isOnline() || !isSendable()) return;
		drain().catch((error: unknown) => {
			if (!life.signal.aborted) onFault(error);
		});
	};
	const flush = async (): Promise<void> => {
		await steps.forgetBackoff();
		await drain();
	};

	channel.onmessage = ({ data }) => {
		const news = readOutboxNews(data);
		if (news === null) return;
		show(news.delta, news.ended);
		// The tab that sends may go away at any time; then this one is next.
		wake();
	};
	const stopListening = network.onOnline(() => {
		if (isSendable()) flush().catch((error: unknown) => !life.signal.aborted && onFault(error));
	});
	// A page that slept heard nothing of what the others did.
	const onVisible = (): void => void reload().then(wake, onFault);
	globalThis.addEventListener?.('pageshow', onVisible, { signal: life.signal });

	await reload();
	wake();

	const dispose = (): void => {
		life.abort();
		clock.clearTimeout(timer);
		stopListening();
		channel.onmessage = null;
		channel.close();
		database.close();
		listeners.clear();
		endListeners.clear();
	};
	const clear = async (): Promise<void> => {
		const delta = await store.clear();
		announce(delta, delta.removed.map(discarded));
	};

	return {
		userId,
		async enqueue(input) {
			const { operation, delta } = await store.add(draftOperation(input, clock.now()), view.bytes);
			announce(delta);
			await onStep('enqueued', operation);
			wake();
			return operation;
		},
		list: view.list,
		hasUnsent: () => view.list().length > 0,
		dependantsOf: (id) => dependantsIn(view.list(), id),
		async retry(id) {
			const delta = await store.change(id, ['failed'], (operation) => ({
				...operation,
				state: 'waiting',
				error: null,
				...(operation.error?.code.startsWith('OUTBOX_') && asNew(clock.now())),
			}));
			announce(delta);
			wake();
		},
		discard,
		withdraw,
		async resolve(id, side) {
			if (side === 'theirs') {
				if (view.get(id)?.state !== 'conflict') throw new OutboxError('OUTBOX_WRONG_STATE');
				await discard(id);
			} else await keepMine(id);
			const operation = view.get(id);
			if (operation !== undefined) await onStep('resolved', operation);
			wake();
		},
		flush,
		subscribe(callback) {
			listeners.add(callback);
			return () => listeners.delete(callback);
		},
		onEnded(callback) {
			endListeners.add(callback);
			return () => endListeners.delete(callback);
		},
		clear,
		async remove() {
			// Cleared first: deleting waits for tabs that hold it, and nobody may send it meanwhile.
			await clear();
			dispose();
			await deleteDB(name);
		},
		dispose,
	};
};

const discarded = (operation: Operation): EndedOperation => ({ operation, outcome: 'discarded' });

/** Sent as if for the first time. */
const asNew = (now: number): Partial<Operation> => ({
	idempotencyKey: crypto.randomUUID(),
	createdAt: now,
	firstSentAt: null,
	attempts: 0,
});

/** All that waits for `id`, and what waits for that; nothing unless it is a create. */
const dependantsIn = (all: readonly Operation[], id: string): readonly Operation[] => {
	if (all.find((operation) => operation.id === id)?.kind !== 'create') return [];
	const ids = new Set([id]);
	return all.filter((operation) => {
		const depends = operation.dependsOn.some((one) => ids.has(one));
		if (depends) ids.add(operation.id);
		return depends;
	});
};

const browserNetwork = {
	isOnline: () => navigator.onLine,
	onOnline(callback: () => void) {
		addEventListener('online', callback);
		return () => removeEventListener('online', callback);
	},
};

const reportFault = (error: unknown): void => reportError(error);
