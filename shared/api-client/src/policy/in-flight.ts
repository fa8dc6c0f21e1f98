import { abortable } from './abortable.ts';

interface Flight {
	promise: Promise<unknown>;
	controller: AbortController;
	passengers: number;
}

export interface InFlight {
	/**
	 * Starts `run`, or joins the run under the same key that is still going. Each caller may leave
	 * by its own signal; when the last one leaves, the run is aborted.
	 */
	join<T>(
		key: string,
		run: (signal: AbortSignal) => Promise<T>,
		caller: AbortSignal | undefined,
		reason: () => unknown,
	): Promise<T>;
}

export const createInFlight = (): InFlight => {
	const flights = new Map<string, Flight>();

	const start = (key: string, run: (signal: AbortSignal) => Promise<unknown>): Flight => {
		const controller = new AbortController();
		const flight: Flight = {
			controller,
			passengers: 0,
			promise: run(controller.signal).finally(() => land(key, flight)),
		};
		flights.set(key, flight);
		return flight;
	};

	const land = (key: string, flight: Flight): void => {
		if (flights.get(key) === flight) flights.delete(key);
	};

	return {
		async join<T>(
			key: string,
			run: (signal: AbortSignal) => Promise<T>,
			caller: AbortSignal | undefined,
			reason: () => unknown,
		) {
			if (caller?.aborted) throw reason();
			const flight = flights.get(key) ?? start(key, run);
			flight.passengers += 1;
			try {
				// Safe: one key is one method, address and query, so one type of answer.
				return (await abortable(flight.promise, caller, reason)) as T;
			} finally {
				flight.passengers -= 1;
				// What has landed is over; an abort would only cost its exception.
				if (flight.passengers === 0 && flights.get(key) === flight) {
					land(key, flight);
					flight.controller.abort();
				}
			}
		},
	};
};
