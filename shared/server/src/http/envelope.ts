import type { Envelope, ErrorEnvelope, Pagination } from '@flotilla/contracts';
import type { HttpError } from './http-error.ts';

export interface EnvelopeOptions {
	requestId: string;
	pagination?: Pagination | undefined;
	message?: string | undefined;
}

/** The JSON of a successful answer. */
export const createEnvelope = <T>(data: T, { requestId, pagination, message }: EnvelopeOptions): Envelope<T> => ({
	data,
	...(message === undefined ? {} : { message }),
	success: true,
	meta: { ...(pagination === undefined ? {} : { pagination }), timestamp: new Date().toISOString(), requestId },
});

/** The JSON of a failed answer. */
export const createErrorEnvelope = (
	{ code, message, errors }: Pick<HttpError, 'code' | 'message' | 'errors'>,
	requestId: string,
): ErrorEnvelope => ({
	data: null,
	message,
	code,
	success: false,
	...(errors === undefined ? {} : { errors }),
	meta: { timestamp: new Date().toISOString(), requestId },
});
