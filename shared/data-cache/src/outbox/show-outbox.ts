import { ApiError } from '@flotilla/api-client';
import type { QueuedWrites, Write } from '../cache/queued-writes.ts';
import { readAnswer } from './after-answer.ts';
import type { Operation } from './operation.ts';
import type { Outbox } from './outbox.ts';

/**
 * Shows what waits in the outbox over the cache. What was refused, and what conflicts, is shown as the server has it:
 * it is in the queue, for a person to decide on. Answers the end of it.
 */
export const showOutbox = (outbox: Outbox, queued: QueuedWrites): (() => void) => {
	const show = (): void => {
		for (const operation of outbox.list()) {
			if (operation.error !== null && (operation.state === 'failed' || operation.state === 'conflict')) {
				queued.failed(operation.id, toApiError(operation));
			} else queued.show(toWrite(operation));
		}
	};
	const stops = [
		outbox.onEnded(({ operation, outcome, answer }) => {
			if (outcome === 'discarded') queued.failed(operation.id, null);
			else {
				const { rows } = readAnswer(operation, answer);
				queued.end(operation.id, rows === undefined ? {} : { rows });
			}
		}),
		outbox.subscribe(show),
	];
	show();
	return () => {
		for (const stop of stops) stop();
	};
};

const toWrite = ({ ifMatch, ...operation }: Operation): Write => ({
	...operation,
	...(ifMatch !== null && { ifMatch }),
});

const toApiError = ({ error, request: { method, path } }: Operation): ApiError | null =>
	error && new ApiError({ ...error, request: { method, path } });
