import { describe, expect, it } from 'vitest';
import { createApiClient } from '../create-api-client.ts';
import { failureOf } from '../testing/failure-of.ts';
import { startServer } from '../testing/start-server.ts';
import { ApiError, hasFieldErrors, isApiError, isApiErrorOf } from './api-error.ts';

const error = (code: string, status = 0) =>
	new ApiError({ code, status, message: '', request: { method: 'GET', path: '/' } });

describe('what a failure is', () => {
	it.each([
		['NETWORK_ERROR', 0, 'network', 'network', true],
		['TIMEOUT', 0, 'timeout', 'network', true],
		['CIRCUIT_OPEN', 0, 'circuit-open', 'network', true],
		['ABORTED', 0, 'aborted', 'unknown', false],
		['URL_REFUSED', 0, 'client', 'client', false],
		['RESPONSE_INVALID', 0, 'invalid-response', 'server', true],
		['BAD_REQUEST', 400, 'client', 'client', false],
		['TOKEN_EXPIRED', 401, 'unauthorized', 'client', false],
		['FORBIDDEN', 403, 'forbidden', 'client', false],
		['USER_NOT_FOUND', 404, 'not-found', 'client', false],
		['EMAIL_TAKEN', 409, 'conflict', 'client', false],
		['IDEMPOTENCY_IN_PROGRESS', 409, 'conflict', 'client', true],
		['LINK_INVALID', 410, 'client', 'client', false],
		['VERSION_CONFLICT', 412, 'precondition', 'client', false],
		['FILE_TOO_LARGE', 413, 'client', 'client', false],
		['VALIDATION_FAILED', 422, 'validation', 'client', false],
		['UPLOAD_BUSY', 423, 'client', 'client', true],
		['RATE_LIMITED', 429, 'rate-limited', 'client', true],
		['INTERNAL_ERROR', 500, 'server', 'server', true],
		['A_CODE_OF_TOMORROW', 507, 'server', 'server', true],
	])('%s, %i: %s, of the category %s, retryable: %s', (code, status, kind, category, isRetryable) => {
		expect(error(code, status)).toMatchObject({ kind, category, isRetryable });
	});

	it('can be asked for by kind, also of another copy of this package', () => {
		// As another copy makes it: the same brand, another class.
		class OtherCopy extends Error {
			kind = 'conflict';
			constructor() {
				super();
				Object.defineProperty(this, Symbol.for('@flotilla/api-client/ApiError'), { value: true });
			}
		}
		expect(new OtherCopy()).not.toBeInstanceOf(ApiError);
		expect(isApiError(new OtherCopy())).toBe(true);
		expect(isApiErrorOf(new OtherCopy(), 'conflict', 'precondition')).toBe(true);
		expect(isApiErrorOf(new OtherCopy(), 'validation')).toBe(false);
		expect(isApiErrorOf(new Error('conflict'), 'conflict')).toBe(false);
	});

	it('can be asked for fields', () => {
		const init = { code: 'VALIDATION_FAILED', status: 422, message: '', request: { method: 'POST', path: '/' } };
		expect(hasFieldErrors(new ApiError({ ...init, errors: { email: ['Too short.'] } }))).toBe(true);
		expect(hasFieldErrors(new ApiError({ ...init, errors: {} }))).toBe(false);
		expect(hasFieldErrors(new ApiError(init))).toBe(false);
	});
});

describe('an answer that brings no message', () => {
	it.each([
		[400, 'Bad request. Please check your input.'],
		[401, 'Authentication required.'],
		[403, 'Access denied.'],
		[404, 'Resource not found.'],
		[418, 'An unexpected error occurred.'],
		[422, 'Validation failed.'],
		[429, 'Too many requests.'],
		[500, 'Internal server error.'],
		[502, 'Bad gateway.'],
		[503, 'Service unavailable.'],
		[504, 'Gateway timeout.'],
		[599, 'Internal server error.'],
	])('%i says: %s', async (status, message) => {
		const { origin } = await startServer((_request, response) => {
			response.writeHead(status, { 'content-type': 'text/html' }).end('<html>');
		});
		const client = createApiClient({ baseURL: `${origin}/api`, retry: { retries: 0 } });
		expect(await failureOf(client.get('/thing'))).toMatchObject({ status, message });
	});
});
