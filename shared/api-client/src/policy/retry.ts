import { DelegateBackoff, handleWhen, type RetryPolicy, retry } from 'cockatiel';
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
	/** From 0 up to, not including, 1. Default `Math.random`. */
	random?: () => number;
}

/**
 * Retries what may pass by itself: no connection, 502, 503, 504, and 429 that says how long to wait.
 * Full jitter; `Retry-After` is a floor below which nobody comes back.
 */
export const createRetry = ({
	retries = 3,
	baseDelay = 300,
	maximumDelay = 5000,
	maximumRetryAfter = 20,
	random = Math.random,
}: RetryOptions = {}): RetryPolicy => {
	const passes = (error: unknown): boolean => {
		if (!isApiError(error)) return false;
		const { code, status, retryAfter } = error;
		if (retryAfter !== undefined && retryAfter > maximumRetryAfter) return false;
		if (status === 429) return retryAfter !== undefined;
		return code === 'NETWORK_ERROR' || (status >= 502 && status <= 504);
	};
	const backoff = new DelegateBackoff<{ attempt: number; result: object }>(({ attempt, result }) => {
		const error = 'error' in result ? result.error : undefined;
		const floor = isApiError(error) ? (error.retryAfter ?? 0) * 1000 : 0;
		return floor + Math.round(random() * Math.min(maximumDelay, baseDelay * 2 ** (attempt - 1)));
	});
	return retry(handleWhen(passes), { maxAttempts: retries, backoff });
};
