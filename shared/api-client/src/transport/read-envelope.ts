import type { Envelope } from '@flotilla/contracts';
import type { AxiosResponse } from 'axios';
import type { FailedRequest } from '../error/api-error.ts';
import { clientError } from '../error/to-api-error.ts';

/**
 * Checks the frame, not the data: an answer that some proxy made up must not pass for data. That the data
 * keeps to its schema is the server's duty and tested there; checking it again would cost every page.
 */
export const readEnvelope = <T>({ data, status }: AxiosResponse<unknown>, request: FailedRequest): Envelope<T> => {
	if (status === 204) {
		return { data: null as T, success: true, meta: { timestamp: new Date().toISOString(), requestId: '' } };
	}
	const envelope = data as Partial<Envelope<T>> | null;
	if (typeof envelope !== 'object' || envelope === null || envelope.success !== true || !('data' in envelope)) {
		throw clientError('RESPONSE_INVALID', request);
	}
	return envelope as Envelope<T>;
};
