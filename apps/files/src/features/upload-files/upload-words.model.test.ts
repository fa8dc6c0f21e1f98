import { ApiError, type ApiErrorInit } from '@flotilla/api-client';
import { describe, expect, it } from 'vitest';
import { canRetry, describeRefusal, describeUploadError } from './upload-words.model.ts';

const apiError = (init: Omit<ApiErrorInit, 'request'>) =>
	new ApiError({ ...init, request: { method: 'POST', path: '/files/upload' } });

const inMegabytes = (bytes: number) => `${bytes / 1024 / 1024} MB`;
const megabytes = (count: number) => count * 1024 * 1024;

describe('the words for a refused file', () => {
	it('name the limit', () => {
		expect(describeRefusal({ reason: 'too-large', maximum: megabytes(10) }, inMegabytes)).toBe(
			'The file is too large. Up to 10 MB are allowed.',
		);
	});

	it('name what is allowed', () => {
		expect(describeRefusal({ reason: 'type-not-allowed' }, inMegabytes)).toContain('JPEG, PNG, GIF, WebP');
		const refused = apiError({ code: 'FILE_TYPE_NOT_ALLOWED', status: 415, message: 'Not this one.' });
		expect(describeUploadError(refused)).toMatch(/^Not this one\. Allowed are images/);
	});

	it('pass on what the server says about the bytes', () => {
		const message = 'The content of the file does not match its type.';
		expect(describeUploadError(apiError({ code: 'FILE_CONTENT_MISMATCH', status: 415, message }))).toBe(message);
	});
});

describe('canRetry', () => {
	it.each([
		[apiError({ code: 'FILE_CONTENT_MISMATCH', status: 415, message: '' }), false],
		[apiError({ code: 'FILE_TOO_LARGE', status: 413, message: '' }), false],
		[apiError({ code: 'FORBIDDEN', status: 403, message: '' }), false],
		[apiError({ code: 'RATE_LIMITED', status: 429, message: '' }), true],
		[apiError({ code: 'INTERNAL_ERROR', status: 500, message: '' }), true],
		[apiError({ code: 'NETWORK_ERROR', status: 0, message: '' }), true],
		[new TypeError('fetch failed'), true],
	])('%s: %s', (error, expected) => {
		expect(canRetry(error)).toBe(expected);
	});
});
