import { DelegateBackoff, handleWhen, retry } from 'cockatiel';
import { isApiError } from '../error/api-error.ts';

export interface RetryOptions {
	/** Attempts after the first. 0 turns retrying off. Default 3. */
	retries?: number;
	/** Milliseconds; the wait before the first retry is drawn from 0 to this. Default 300. */
	baseDelay?: number;
	/** Milliseconds; no drawn wait is longer. Default 5000. */
	maximumDelay?: number;
	/** Seconds; a server that asks for a longer wait is believed, and the call fails at once. Default 20. */
	maximumRetryAfter?: number;
	/**
	 * How often a write is repeated that the server is still carrying out (`IDEMPOTENCY_IN_PROGRESS`), after
	 * the wait it asks for, or a second. Default 30.
	 */
	inProgressRetries?: number;
	/** From 0 up to, not including, 1. Default `Math.random`. */
	random?: () => number;
}

export interface Retry {
	execute<T>(attempt: () => Promise<T>, signal: AbortSignal): Promise<T>;
}

/** Seconds, where the server does not say. */
const inProgressWait = 1;

/**
 * Retries what may pass by itself: no connection, 502, 503, 504, 429 that says how long to wait, and a
 * write that an earlier attempt has begun. Full jitter; `Retry-After` is a floor below which nobody comes back.
 */
export const createRetry = ({
	retries = 3,
	baseDelay = 300,
	maximumDelay = 5000,
	maximumRetryAfter = 20,
	inProgressRetries = 30,
	random = Math.random,
}: RetryOptions = {}): Retry => {
	const isInProgress = (error: unknown): boolean => isApiError(error) && error.code === 'IDEMPOTENCY_IN_PROGRESS';
	const passes = (error: unknown): boolean => {
		if (!isApiError(error)) return false;
		const { code, status, retryAfter } = error;
		if (retryAfter !== undefined && retryAfter > maximumRetryAfter) return false;
		if (status === 429) return retryAfter !== undefined;
		return code === 'NETWORK_ERROR' || (status >= 502 && status <= 504);
	};
	const waitAsked = (result: object, otherwise: number): number => {
		const error = 'error' in result ? result.error : undefined;
		return (isApiError(error) ? (error.retryAfter ?? otherwise) : otherwise) * 1000;
	};
	const drawn = (attempt: number): number =>
		Math.round(random() * Math.min(maximumDelay, baseDelay * 2 ** (attempt - 1)));
	type Failed = { attempt: number; result: object };

	const failures = retry(handleWhen(passes), {
		maxAttempts: retries,
		backoff: new DelegateBackoff<Failed>(({ attempt, result }) => waitAsked(result, 0) + drawn(attempt)),
	});
	// Apart from the others: waiting for what is under way uses up no attempt.
	const inProgress = retry(handleWhen(isInProgress), {
		maxAttempts: retries === 0 ? 0 : inProgressRetries,
		backoff: new DelegateBackoff<Failed>(({ result }) => waitAsked(result, inProgressWait) + drawn(1)),
	});
	return { execute: (attempt, signal) => failures.execute(() => inProgress.execute(attempt, signal), signal) };
};
