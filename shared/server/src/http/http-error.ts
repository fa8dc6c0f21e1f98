import { type ErrorCode, errorCatalogue, type FieldErrors } from '@flotilla/contracts';

const brand = Symbol.for('flotilla.http-error');

export interface HttpErrorOptions {
	/** In place of the catalogue's sentence. Reaches the client. */
	message?: string;
	/** Messages per field. */
	errors?: FieldErrors;
	/** Headers of the answer, e.g. `Retry-After`. */
	headers?: Readonly<Record<string, string>>;
	/** Logged, never sent. */
	cause?: unknown;
}

/** A failure the client may know about. Thrown anywhere below a route, answered by the one error handler. */
export class HttpError extends Error {
	override readonly name = 'HttpError';
	readonly code: ErrorCode;
	readonly statusCode: number;
	readonly errors: FieldErrors | undefined;
	readonly headers: Readonly<Record<string, string>>;
	readonly [brand] = true;

	constructor(code: ErrorCode, { message, errors, headers = {}, cause }: HttpErrorOptions = {}) {
		super(message ?? errorCatalogue[code].message, cause === undefined ? undefined : { cause });
		this.code = code;
		this.statusCode = errorCatalogue[code].status;
		this.errors = errors;
		this.headers = headers;
	}
}

export const createHttpError = (code: ErrorCode, options?: HttpErrorOptions): HttpError => new HttpError(code, options);

export const isHttpError = (value: unknown): value is HttpError =>
	typeof value === 'object' && value !== null && brand in value;
