export const outboxErrorCodes = {
	/** It has as many operations, or as many bytes, as it may. Nothing was queued. */
	OUTBOX_FULL: 'Too much is waiting to be sent. Nothing was queued: connect, or discard what waits.',
	/** The operation alone has more bytes than may wait, or cannot be written as JSON. Nothing was queued. */
	OUTBOX_REFUSED: 'This cannot be queued.',
	/** The browser has no storage for it, or took it away. */
	OUTBOX_UNAVAILABLE: 'This browser keeps nothing for later: storage is switched off or damaged.',
	/** No operation with this id waits; it was carried out or discarded. */
	OUTBOX_UNKNOWN_OPERATION: 'This change is no longer waiting.',
	/** The operation is in another state than what was asked for needs, e.g. it is being sent. */
	OUTBOX_WRONG_STATE: 'This cannot be done with the change as it is now.',
	/** It waited longer than `maximumAge`; `retry` sends it all the same. */
	OUTBOX_TOO_OLD: 'This change waited too long to be sent without asking.',
	/** It was sent so long ago that the server no longer knows its key: it may have taken effect. */
	OUTBOX_OUTCOME_UNKNOWN: 'It is not known whether this change was carried out. Look before you send it again.',
} as const;
export type OutboxErrorCode = keyof typeof outboxErrorCodes;

const brand = Symbol.for('@flotilla/data-cache/OutboxError');

/** What the outbox rejects with. Whatever waited before still waits. */
export class OutboxError extends Error {
	override readonly name = 'OutboxError';
	readonly code: OutboxErrorCode;

	constructor(code: OutboxErrorCode, { message = outboxErrorCodes[code], cause }: OutboxErrorInit = {}) {
		super(message, { cause });
		Object.defineProperty(this, brand, { value: true });
		this.code = code;
	}
}

interface OutboxErrorInit {
	/** Default: the sentence of the code. */
	message?: string;
	cause?: unknown;
}

/** Holds across copies of this package, where `instanceof` does not. */
export const isOutboxError = (value: unknown): value is OutboxError =>
	typeof value === 'object' && value !== null && (value as Record<symbol, unknown>)[brand] === true;
