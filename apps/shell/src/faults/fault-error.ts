type FaultErrorCode = 'FAULT_NOT_ALLOWED' | 'FAULT_INVALID';

/** A fault was not set, and nothing changed. */
export class FaultError extends Error {
	override readonly name = 'FaultError';
	readonly code: FaultErrorCode;

	constructor(code: FaultErrorCode, message: string) {
		super(message);
		this.code = code;
	}
}
