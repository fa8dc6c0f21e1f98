import type { NewOperation } from './operation.ts';
import { OutboxError } from './outbox-error.ts';
import type { Draft } from './outbox-store.ts';

/** An operation as it is first stored. Throws `OUTBOX_REFUSED` for what JSON cannot say. */
export const draftOperation = (
	{
		id = crypto.randomUUID(),
		resource,
		action,
		endpoint,
		params = {},
		body,
		ifMatch = null,
		targetId,
		temporaryId = false,
		dependsOn = [],
		onConflict = 'ask',
	}: NewOperation,
	now: number,
): Draft => {
	const written = write({ params, body });
	return {
		id,
		resource,
		action,
		endpoint,
		// As JSON has it: what the caller does to the object later is nobody's business.
		...(JSON.parse(written) as Pick<Draft, 'params' | 'body'>),
		...(body === undefined && { body: undefined }),
		ifMatch,
		targetId,
		temporaryId,
		dependsOn,
		onConflict,
		idempotencyKey: crypto.randomUUID(),
		state: 'waiting',
		createdAt: now,
		firstSentAt: null,
		attempts: 0,
		size: new TextEncoder().encode(written).byteLength,
		error: null,
	};
};

const write = (value: unknown): string => {
	try {
		return JSON.stringify(value);
	} catch (cause) {
		throw new OutboxError('OUTBOX_REFUSED', { message: 'What cannot be written as JSON cannot be queued.', cause });
	}
};
