import { CircuitState, ConsecutiveBreaker, circuitBreaker, handleWhen, type IBackoff } from 'cockatiel';
import { ApiError, clientErrorCodes, type FailedRequest, isApiError } from '../error/api-error.ts';

export type CircuitStateName = 'closed' | 'open' | 'half-open';

export interface CircuitStatus {
	/** `closed`: calls go through. `open`: none does. `half-open`: one does and decides, the others wait for it. */
	state: CircuitStateName;
	/** From when on the next call is let through, ISO 8601; null unless `open`. */
	retryAt: string | null;
}

export interface CircuitOptions {
	/** Attempts in a row that have to fail before nothing is sent any more. Default 10; 0 turns the circuit off. */
	failures?: number;
	/** Milliseconds it stays open at first; doubled each time the probe fails. Default 2000. */
	openFor?: number;
	/** Milliseconds; it is never open for longer than this without a probe. Default 30000. */
	maximumOpenFor?: number;
}

/** Spares a server that fails, and the people who would wait for it. One per origin. */
export interface Circuit extends CircuitStatus {
	/** Runs `attempt`; rejects with `CIRCUIT_OPEN` while open. */
	run<T>(attempt: () => Promise<T>, request: FailedRequest): Promise<T>;
	/** Lets the next call through as a probe whatever the time is, e.g. when the network came back. */
	retryNow(): void;
}

/** No connection, no answer in time, 5xx. What the server refuses (4xx) shows that it works. */
const counts = (error: unknown): boolean =>
	isApiError(error) && (error.status >= 500 || error.kind === 'network' || error.kind === 'timeout');

const names: Readonly<Record<CircuitState, CircuitStateName>> = {
	[CircuitState.Closed]: 'closed',
	[CircuitState.Open]: 'open',
	[CircuitState.HalfOpen]: 'half-open',
	[CircuitState.Isolated]: 'open',
};

/** @param onChange told after each change of the state. */
export const createCircuit = (
	{ failures = 10, openFor = 2000, maximumOpenFor = 30_000 }: CircuitOptions,
	onChange: (circuit: CircuitStatus) => void,
): Circuit => {
	/** Milliseconds since 1970. */
	let opensAt = 0;
	let probesFailed = 0;

	const isProbeGivenUp = (error: unknown): boolean =>
		isApiError(error) && error.kind === 'aborted' && breaker.state === CircuitState.HalfOpen;

	const delayAfter = (error: unknown): number => {
		// A probe whose caller left has told nothing: the next call is the probe.
		if (isApiError(error) && error.kind === 'aborted') return 0;
		const asked = isApiError(error) ? (error.retryAfter ?? 0) * 1000 : 0;
		const delay = Math.min(maximumOpenFor, Math.max(asked, openFor * 2 ** probesFailed));
		probesFailed += 1;
		return delay;
	};

	// The duration is read at each call, so that `retryNow` can cut it short.
	const next = ({ result }: { result: object }): IBackoff<{ result: object }> => {
		opensAt = Date.now() + delayAfter('error' in result ? result.error : undefined);
		const openedAt = Date.now();
		return {
			next,
			get duration() {
				return opensAt - openedAt;
			},
		};
	};

	const breaker = circuitBreaker(
		handleWhen((error) => counts(error) || isProbeGivenUp(error)),
		{ breaker: new ConsecutiveBreaker(failures), halfOpenAfter: { next } },
	);

	const circuit: Circuit = {
		get state() {
			return names[breaker.state];
		},
		get retryAt() {
			return circuit.state === 'open' ? new Date(opensAt).toISOString() : null;
		},
		async run(attempt, request) {
			if (failures === 0) return attempt();
			// A refusal is thrown past the breaker: it would neither break a row of failures nor end it.
			const outcome = await breaker
				.execute(async () => {
					try {
						return { answer: await attempt() };
					} catch (error) {
						if (counts(error) || (isApiError(error) && error.kind === 'aborted')) throw error;
						return { refusal: error };
					}
				})
				.catch((error: unknown) => {
					throw isApiError(error) ? error : circuitOpen(request, Math.max(0, opensAt - Date.now()), error);
				});
			if ('refusal' in outcome) throw outcome.refusal;
			return outcome.answer;
		},
		retryNow() {
			if (circuit.state === 'open') opensAt = Date.now();
		},
	};
	breaker.onStateChange((state) => {
		if (state === CircuitState.Closed) probesFailed = 0;
		onChange({ state: circuit.state, retryAt: circuit.retryAt });
	});
	return circuit;
};

const circuitOpen = (request: FailedRequest, milliseconds: number, cause: unknown): ApiError =>
	new ApiError({
		code: 'CIRCUIT_OPEN',
		message: clientErrorCodes.CIRCUIT_OPEN,
		request,
		retryAfter: milliseconds / 1000,
		cause,
	});
