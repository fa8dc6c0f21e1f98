import type { Clock } from '@flotilla/event-bus';
import type { Operation } from './operation.ts';
import type { EndedOperation } from './outbox.ts';
import type { OutboxDelta } from './outbox-transaction.ts';
import { type ReplayLocks, withReplayLock } from './replay-lock.ts';
import type { Claim, ReplaySteps } from './replay-steps.ts';
import { judge } from './verdict.ts';

/**
 * Sends one operation, with its key, and answers what the server answered. Rejections are judged by their `code` and
 * `status`, as an `ApiError` has them.
 */
export type SendOperation = (operation: Operation, options: { signal: AbortSignal }) => Promise<unknown>;

/** Where a test may kill the page. */
export type OutboxStep = 'enqueued' | 'claimed' | 'sending' | 'answered' | 'recorded' | 'resolved' | 'discarded';

export interface ReplayTiming {
	/** Milliseconds; the first wait after a failure is drawn from half of this to all of it. Default 1000. */
	baseDelay?: number;
	/** Milliseconds; no wait is longer, unless the server asks for it. Default 60000. */
	maximumDelay?: number;
	/** Milliseconds between signs of life while something is sent. Default 10000. */
	beatEvery?: number;
	/** Milliseconds without one after which another tab takes over. Default 90000: hidden tabs get a turn a minute. */
	deadAfter?: number;
}

interface ReplayerOptions extends ReplayTiming {
	steps: ReplaySteps;
	send: SendOperation;
	clock: Clock;
	locks: ReplayLocks | undefined;
	lockName: string;
	random: () => number;
	signal: AbortSignal;
	/** `done`: what took effect with it. */
	onDelta(delta: OutboxDelta, done?: EndedOperation): void;
	/** Settles it, where nobody has to be asked. */
	onConflict(operation: Operation): Promise<void>;
	onStep(step: OutboxStep, operation: Operation): unknown;
}

export interface Replayer {
	/** Sends what can be sent, when it is this tab's turn. Answers why it stopped. */
	drain(): Promise<Exclude<Claim, { kind: 'next' }>>;
}

const nothingToDo = { kind: 'none' } as const;

export const createReplayer = (options: ReplayerOptions): Replayer => {
	const { steps, send, clock, locks, lockName, random, signal, onDelta, onConflict, onStep } = options;
	const { baseDelay = 1000, maximumDelay = 60_000, beatEvery = 10_000, deadAfter = 90_000 } = options;

	/** At least half of the bound: the outbox is one caller, and must not come back at once. */
	const backoff = (failures: number): number => {
		const bound = Math.min(maximumDelay, baseDelay * 2 ** Math.min(failures, 20));
		return Math.round(bound / 2 + (random() * bound) / 2);
	};

	const isHolderDead = async (): Promise<boolean> => clock.now() - (await steps.lease()).beat > deadAfter;

	/** Sends while showing signs of life. Gives up when another tab has taken over. */
	const sendAlive = async (owner: string, operation: Operation): Promise<Sent> => {
		const ending = new AbortController();
		const beat = async (): Promise<void> => {
			if (!(await steps.beat(owner))) ending.abort();
			else if (!ending.signal.aborted) timer = clock.setTimeout(beatSafely, beatEvery);
		};
		const beatSafely = (): void => void beat().catch(() => ending.abort());
		let timer = clock.setTimeout(beatSafely, beatEvery);
		try {
			const sending = settle(send(operation, { signal: AbortSignal.any([signal, ending.signal]) }));
			await onStep('sending', operation);
			return await sending;
		} finally {
			clock.clearTimeout(timer);
			ending.abort();
		}
	};

	/** Records what came of it; false: this tab's word no longer counts. */
	const record = async (owner: string, operation: Operation, sent: Sent): Promise<boolean> => {
		const { id } = operation;
		const verdict = 'error' in sent ? judge(sent.error, operation) : ({ kind: 'done' } as const);
		if (verdict.kind === 'done') {
			const answer = 'answer' in sent ? sent.answer : undefined;
			const delta = await steps.carriedOut(owner, id, answer);
			if (delta === null) return false;
			onDelta(delta, { operation, outcome: 'carried-out', answer });
			return true;
		}
		const retryAfter = verdict.kind === 'wait' ? (verdict.retryAfter ?? 0) * 1000 : 0;
		const delta =
			verdict.kind === 'wait'
				? await steps.putOff(owner, id, verdict, (failures) => Math.max(retryAfter, backoff(failures)))
				: await steps.refused(owner, id, verdict);
		if (delta === null) return false;
		onDelta(delta);
		if (verdict.kind === 'conflict') await onConflict(operation);
		return true;
	};

	const replay = async (owner: string): Promise<Exclude<Claim, { kind: 'next' }>> => {
		if (locks === undefined) {
			const { owner: holder, beat } = await steps.lease();
			if (holder !== null && clock.now() - beat <= deadAfter) return { kind: 'later', at: beat + deadAfter };
		}
		await steps.take(owner);
		while (!signal.aborted) {
			const claimed = await steps.claim(owner);
			if (claimed === null) return nothingToDo;
			onDelta(claimed.delta);
			const { claim } = claimed;
			if (claim.kind !== 'next') {
				await steps.release(owner);
				return claim;
			}
			await onStep('claimed', claim.operation);
			const sent = await sendAlive(owner, claim.operation);
			// What this page gave up is neither done nor refused: whoever comes next sends it again.
			if (signal.aborted) return nothingToDo;
			await onStep('answered', claim.operation);
			if (!(await record(owner, claim.operation, sent))) return nothingToDo;
			await onStep('recorded', claim.operation);
		}
		return nothingToDo;
	};

	return {
		async drain() {
			const owner = crypto.randomUUID();
			let end: Exclude<Claim, { kind: 'next' }> = nothingToDo;
			const task = async (): Promise<void> => {
				end = await replay(owner);
			};
			await withReplayLock({ locks, name: lockName, clock, signal, isHolderDead, lookEvery: deadAfter / 3 }, task);
			return end;
		},
	};
};

type Sent = { readonly answer: unknown } | { readonly error: unknown };

const settle = async (sending: Promise<unknown>): Promise<Sent> => {
	try {
		return { answer: await sending };
	} catch (error) {
		return { error };
	}
};
