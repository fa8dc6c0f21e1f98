export interface BackoffOptions {
	/** Milliseconds; the first wait is drawn from 0 to this. */
	baseDelay: number;
	/** Milliseconds; no wait is longer. */
	maximumDelay: number;
	/** From 0 up to, not including, 1. */
	random: () => number;
}

/**
 * Full jitter (AWS, "Exponential Backoff And Jitter"): a uniform draw from zero to a bound that
 * doubles each time, so that clients cut off together do not come back together.
 *
 * @param attempt 0 for the first wait.
 */
export const fullJitter = (attempt: number, { baseDelay, maximumDelay, random }: BackoffOptions): number =>
	Math.round(random() * Math.min(maximumDelay, baseDelay * 2 ** Math.min(attempt, 30)));
