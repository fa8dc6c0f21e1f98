import type { NewOperation } from './operation.ts';
import { OutboxError } from './outbox-error.ts';
import type { Draft } from './outbox-store.ts';

/** An operation as it is first stored. Throws `OUTBOX_REFUSED` for what JSON cannot say. */
export const draftOperation = (
	{ dependsOn = [], onConflict = 'ask', ifMatch, ...write }: NewOperation,
	now: number,
): Draft => {
	const written = toJson(write);
	return {
		// As JSON has it: what the caller does to the object later is nobody's business.
		...(JSON.parse(written) as typeof write),
		ifMatch: ifMatch ?? null,
		dependsOn,
		onConflict,
		state: 'waiting',
		createdAt: now,
		firstSentAt: null,
		attempts: 0,
		size: new TextEncoder().encode(written).byteLength,
		error: null,
	};
};

const toJson = (value: unknown): string => {
	try {
		return JSON.stringify(value);
	} catch (cause) {
		throw new OutboxError('OUTBOX_REFUSED', { message: 'What cannot be written as JSON cannot be queued.', cause });
	}
};
