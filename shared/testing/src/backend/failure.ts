import { type ErrorCode, errorCatalogue, type FieldErrors } from '@flotilla/contracts';

/** What an endpoint of the fake backend answers with instead of data. */
export class FakeFailure extends Error {
	override readonly name = 'FakeFailure';
	readonly code: ErrorCode;
	readonly errors: FieldErrors | undefined;
	/** Seconds, as `Retry-After`. */
	readonly retryAfter: number | undefined;

	constructor(code: ErrorCode, { errors, retryAfter }: { errors?: FieldErrors; retryAfter?: number } = {}) {
		super(errorCatalogue[code].message);
		this.code = code;
		this.errors = errors;
		this.retryAfter = retryAfter;
	}
}
