/**
 * `PUSH_UNSUPPORTED`: this browser cannot, or the page has no service worker. `PUSH_BLOCKED`: the person has
 * forbidden notifications, which only the browser's settings change. `PUSH_DISMISSED`: the browser's question was
 * closed without an answer; it may be asked again. `PUSH_SERVICE_UNAVAILABLE`: the browser's push service gave no
 * subscription.
 */
export type PushErrorCode = 'PUSH_UNSUPPORTED' | 'PUSH_BLOCKED' | 'PUSH_DISMISSED' | 'PUSH_SERVICE_UNAVAILABLE';

const messages: Record<PushErrorCode, string> = {
	PUSH_UNSUPPORTED: 'This browser takes no push messages here.',
	PUSH_BLOCKED: 'Notifications of this site are blocked in the browser’s settings.',
	PUSH_DISMISSED: 'The browser was not allowed to show notifications.',
	PUSH_SERVICE_UNAVAILABLE: 'The browser’s push service cannot be reached.',
};

/** Why push messages could not be turned on. */
export class PushError extends Error {
	override readonly name = 'PushError';
	readonly code: PushErrorCode;

	constructor(code: PushErrorCode, options?: ErrorOptions) {
		super(messages[code], options);
		this.code = code;
	}
}

export const isPushError = (error: unknown): error is PushError => error instanceof Error && error.name === 'PushError';
