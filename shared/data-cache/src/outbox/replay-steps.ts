import { afterAnswer, readAnswer, renameRow } from './after-answer.ts';
import type { Operation } from './operation.ts';
import type { Lease } from './outbox-database.ts';
import { OutboxError } from './outbox-error.ts';
import { defaultOutboxLimits, type OutboxLimits } from './outbox-limits.ts';
import type { OutboxDelta, OutboxTransaction, WriteOutbox } from './outbox-transaction.ts';
import type { Verdict } from './verdict.ts';

/** `next`: what to send now; `later`: nothing before `at`, milliseconds since 1970; `none`: nothing can be sent. */
export type Claim =
	| { readonly kind: 'next'; readonly operation: Operation }
	| { readonly kind: 'later'; readonly at: number }
	| { readonly kind: 'none' };

/**
 * What a replayer does with the queue. Each step is one transaction: a page that is killed leaves the state before it
 * or the state after it, and the next replayer goes on from either. Null: the owner was replaced meanwhile, or the
 * operation was taken away; nothing changed.
 */
export interface ReplaySteps {
	lease(): Promise<Lease>;
	/** From now on the records of `owner` count and nobody else's. */
	take(owner: string): Promise<void>;
	/** Shows that the owner lives; false when it was replaced. */
	beat(owner: string): Promise<boolean>;
	/** Leaves the queue to whoever comes next. */
	release(owner: string): Promise<void>;
	/** Waits no longer for a time that was chosen here; one that the server named stands. */
	forgetBackoff(): Promise<void>;
	/** Marks the first operation that can be sent as `sending`. */
	claim(owner: string): Promise<{ claim: Claim; delta: OutboxDelta } | null>;
	/** Takes it out of the queue, and tells its dependants what came of it. */
	carriedOut(owner: string, id: string, answer: unknown): Promise<OutboxDelta | null>;
	/** @param delay milliseconds from now, by the number of failures in a row, this one left out. */
	putOff(owner: string, id: string, verdict: Verdict, delay: (failures: number) => number): Promise<OutboxDelta | null>;
	refused(owner: string, id: string, verdict: Verdict): Promise<OutboxDelta | null>;
}

interface ReplayStepsOptions {
	write: WriteOutbox;
	/** Milliseconds since 1970. */
	now: () => number;
	limits?: OutboxLimits | undefined;
}

/** Nothing waits, and no failure counts. */
const atOnce = { failures: 0, notBefore: 0, isFirm: false };

export const createReplaySteps = ({ write, now, limits }: ReplayStepsOptions): ReplaySteps => {
	const { maximumAge, keyLifetime } = { ...defaultOutboxLimits, ...limits };

	/** Runs `work` for what `owner` is sending; nothing happens for anybody else. */
	const settle = (
		owner: string,
		id: string,
		work: (transaction: OutboxTransaction, operation: Operation, lease: Lease) => Promise<OutboxDelta>,
	): Promise<OutboxDelta | null> =>
		write('relaxed', async (transaction) => {
			const lease = await transaction.lease();
			const operation = await transaction.find(id);
			if (lease.owner !== owner || operation?.state !== 'sending') return null;
			return work(transaction, operation, { ...lease, beat: now() });
		});

	/** Why the operation may not be sent without asking; null: it may. */
	const reasonToAsk = ({ createdAt, firstSentAt, ifMatch, kind, isTemporary }: Operation) => {
		if (firstSentAt === null) return now() - createdAt > maximumAge ? 'OUTBOX_TOO_OLD' : null;
		// What the server itself would not do twice needs no key.
		const isRepeatable = kind === 'remove' || (kind === 'create' ? !isTemporary : ifMatch !== null);
		return isRepeatable || now() - firstSentAt <= keyLifetime ? null : 'OUTBOX_OUTCOME_UNKNOWN';
	};

	return {
		lease: () => write('relaxed', (transaction) => transaction.lease()),
		take: (owner) =>
			write('relaxed', async (transaction) => {
				await transaction.setLease({ ...(await transaction.lease()), owner, beat: now() });
				// By then no page is left that knows the names of before.
				const old = IDBKeyRange.upperBound(now() - maximumAge);
				for (const key of await transaction.ids.index('at').getAllKeys(old)) await transaction.ids.delete(key);
			}),
		beat: (owner) =>
			write('relaxed', async (transaction) => {
				const lease = await transaction.lease();
				if (lease.owner !== owner) return false;
				await transaction.setLease({ ...lease, beat: now() });
				return true;
			}),
		release: (owner) =>
			write('relaxed', async (transaction) => {
				const lease = await transaction.lease();
				if (lease.owner === owner) await transaction.setLease({ ...lease, owner: null });
			}),
		forgetBackoff: () =>
			write('relaxed', async (transaction) => {
				const lease = await transaction.lease();
				if (!lease.isFirm && lease.notBefore > 0) await transaction.setLease({ ...lease, ...atOnce });
			}),
		claim: (owner) =>
			write('relaxed', async (transaction) => {
				const lease = await transaction.lease();
				if (lease.owner !== owner) return null;
				const put: Operation[] = [];
				/** What does not go on by itself; what depends on it does not either. The rest may pass. */
				const stuck = new Set<string>();
				const end = (claim: Claim) => ({ claim, delta: { put, removed: [] } });
				let cursor = await transaction.operations.openCursor();
				for (; cursor !== null; cursor = await cursor.continue()) {
					const operation = cursor.value;
					const isBlocked = operation.dependsOn.some((id) => stuck.has(id));
					const isStopped = isBlocked || operation.state === 'failed' || operation.state === 'conflict';
					const reason = isStopped ? null : reasonToAsk(operation);
					if (reason !== null) put.push(await transaction.put(failWith(operation, reason)));
					if (isStopped || reason !== null) {
						stuck.add(operation.id);
						continue;
					}
					if (lease.notBefore > now()) return end({ kind: 'later', at: lease.notBefore });
					const claimed = await transaction.put({
						...operation,
						state: 'sending',
						attempts: operation.attempts + 1,
						firstSentAt: operation.firstSentAt ?? now(),
					});
					put.push(claimed);
					await transaction.setLease({ ...lease, beat: now() });
					return end({ kind: 'next', operation: claimed });
				}
				return end({ kind: 'none' });
			}),
		carriedOut: (owner, id, answer) =>
			settle(owner, id, async (transaction, operation, lease) => {
				const answered = readAnswer(operation, answer);
				await transaction.operations.delete(operation.sequence);
				const put: Operation[] = [];
				for (const dependant of await transaction.dependantsOf(id)) {
					put.push(await transaction.put(afterAnswer(dependant, operation, answered)));
				}
				if (answered.renamed !== null) {
					const { from, to } = answered.renamed;
					// What waits for those names it as well.
					for (const direct of put.slice()) put.push(...(await renameBehind(transaction, direct.id, from, to)));
					await transaction.ids.put({ temporary: from, actual: to, at: now() });
				}
				await transaction.setLease({ ...lease, ...atOnce });
				return { put, removed: [operation] };
			}),
		putOff: (owner, id, verdict, delay) =>
			settle(owner, id, async (transaction, operation, lease) => {
				const put = [await transaction.put({ ...operation, state: 'waiting', error: errorOf(verdict) })];
				const isFirm = verdict.kind === 'wait' && verdict.retryAfter !== undefined;
				const notBefore = now() + delay(lease.failures);
				await transaction.setLease({ ...lease, failures: lease.failures + 1, notBefore, isFirm });
				return { put, removed: [] };
			}),
		refused: (owner, id, verdict) =>
			settle(owner, id, async (transaction, operation, lease) => {
				const state = verdict.kind === 'conflict' ? 'conflict' : 'failed';
				const put = [await transaction.put({ ...operation, state, error: errorOf(verdict) })];
				await transaction.setLease({ ...lease, ...atOnce });
				return { put, removed: [] };
			}),
	};
};

/** Renames the row in all that waits for the operation `first`, near or far. Answers what it changed. */
const renameBehind = async (
	transaction: OutboxTransaction,
	first: string,
	from: string,
	to: string,
): Promise<readonly Operation[]> => {
	const renamed = new Map<string, Operation>();
	const ids = new Set([first]);
	for (const id of ids) {
		for (const dependant of await transaction.dependantsOf(id)) {
			if (ids.has(dependant.id)) continue;
			ids.add(dependant.id);
			renamed.set(dependant.id, await transaction.put(renameRow(dependant, from, to)));
		}
	}
	return [...renamed.values()];
};

const errorOf = (verdict: Verdict): Operation['error'] => ('error' in verdict ? verdict.error : null);

const failWith = (operation: Operation, code: 'OUTBOX_TOO_OLD' | 'OUTBOX_OUTCOME_UNKNOWN'): Operation => {
	const { message } = new OutboxError(code);
	return { ...operation, state: 'failed', error: { code, status: 0, message } };
};
