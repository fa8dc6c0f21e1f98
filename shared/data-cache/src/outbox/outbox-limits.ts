export interface OutboxLimits {
	/** Operations that may wait. Default 5000. */
	maximumOperations?: number;
	/** Bytes of all that waits, as JSON. Default 10 MiB. */
	maximumBytes?: number;
	/** Milliseconds after which an operation is not sent without asking. Default 30 days. */
	maximumAge?: number;
	/** Milliseconds for which the server surely knows a key; it keeps them for a day. Default 23 hours. */
	keyLifetime?: number;
}

const hour = 3_600_000;

export const defaultOutboxLimits: Required<OutboxLimits> = {
	maximumOperations: 5000,
	maximumBytes: 10 * 1024 * 1024,
	maximumAge: 30 * 24 * hour,
	keyLifetime: 23 * hour,
};
