export type RealtimeErrorCode =
	| 'TOPIC_INVALID'
	| 'ROOM_INVALID'
	| 'TOO_MANY_TOPICS'
	| 'TOO_MANY_ROOMS'
	| 'STATE_TOO_LARGE';

/** A call that the realtime connection cannot do for anybody. Nothing was changed by it. */
export class RealtimeError extends Error {
	override readonly name = 'RealtimeError';
	readonly code: RealtimeErrorCode;

	constructor(code: RealtimeErrorCode, message: string) {
		super(message);
		this.code = code;
	}
}

/** Works for errors of another copy of this package, too. */
export const isRealtimeError = (error: unknown): error is RealtimeError =>
	error instanceof Error && error.name === 'RealtimeError' && 'code' in error;
