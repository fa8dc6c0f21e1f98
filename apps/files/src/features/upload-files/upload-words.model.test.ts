import { ApiError, type ApiErrorInit, describeError, errorMessages } from '@flotilla/api-client';
import { createFormat, createTranslate } from '@flotilla/i18n';
import { describe, expect, it } from 'vitest';
import { uploadFilesMessages } from './upload-files.messages.ts';
import { noProgress, type UploadItem, type UploadState } from './upload-item.ts';
import { canRetry } from './upload-queue.model.ts';
import { totalUploads } from './upload-totals.model.ts';
import { describeProgress, describeRefusal, describeUploadError, summarizeUploads } from './upload-words.model.ts';

const words = {
	t: createTranslate(uploadFilesMessages),
	format: createFormat('en'),
	describe: (error: unknown) => describeError(error, createTranslate(errorMessages)),
};
const apiError = (init: Omit<ApiErrorInit, 'request'>) =>
	new ApiError({ ...init, request: { method: 'POST', path: '/files/upload' } });
const megabytes = (count: number) => count * 1024 * 1024;
const file = new File(['0123456789'], 'a.png', { type: 'image/png' });
const item = (state: UploadState): UploadItem => ({ id: '1', file, state });
const half = { loaded: 5, total: 10, percentage: 50, bytesPerSecond: 5, secondsLeft: 1 };
const uploading = item({ status: 'uploading', progress: half });
const waiting = item({ status: 'waiting', progress: noProgress(file) });
const failed = item({ status: 'failed', error: new Error(), progress: noProgress(file) });
const done = item({ status: 'done', stored: {} as never });
const paused = item({ status: 'paused', progress: half });

describe('the words for a refused file', () => {
	it('name the limit', () => {
		expect(describeRefusal({ reason: 'too-large', maximum: megabytes(10) }, words)).toBe(
			'The file is too large. Up to 10 MB are allowed.',
		);
		expect(describeRefusal({ reason: 'no-space', left: megabytes(2) }, words)).toContain('2 MB are left');
	});

	it('name what is allowed', () => {
		expect(describeRefusal({ reason: 'type-not-allowed' }, words)).toContain('JPEG, PNG, GIF, WebP');
		const refused = apiError({ code: 'FILE_TYPE_NOT_ALLOWED', status: 415, message: 'Not this one.' });
		expect(describeUploadError(refused, words)).toContain('Allowed are images');
	});

	it('pass on what the server says about the bytes', () => {
		const message = 'The content of the file does not match its type.';
		expect(describeUploadError(apiError({ code: 'FILE_CONTENT_MISMATCH', status: 415, message }), words)).toBe(message);
	});
});

describe('the words for an upload', () => {
	it('say how far it is, how fast and how long it will take', () => {
		expect(describeProgress(uploading, words)).toBe('50% · 5 bytes a second · 1 sec left');
		expect(describeProgress(item({ status: 'uploading', progress: noProgress(file) }), words)).toBe('0%');
	});

	it('say what all of them do', () => {
		expect(summarizeUploads([uploading, waiting, done], words)).toBe('Uploading 2 files');
		expect(summarizeUploads([paused, done], words)).toBe('1 upload is paused');
		expect(summarizeUploads([failed, done], words)).toBe('1 file was not uploaded');
		expect(summarizeUploads([done], words)).toBe('All uploads are done');
	});
});

describe('totalUploads', () => {
	it('counts bytes, and leaves out what nobody waits for', () => {
		expect(totalUploads([uploading, waiting, failed])).toEqual({ percentage: 25, bytesPerSecond: 5, secondsLeft: 3 });
	});

	it('does not wait for what is paused', () => {
		expect(totalUploads([uploading, paused]).secondsLeft).toBe(1);
	});

	it('says nothing of the time while nothing moves', () => {
		expect(totalUploads([waiting, done])).toEqual({ percentage: 50, bytesPerSecond: null, secondsLeft: null });
	});
});

describe('canRetry', () => {
	it.each([
		[apiError({ code: 'FILE_CONTENT_MISMATCH', status: 415, message: '' }), false],
		[apiError({ code: 'FILE_TOO_LARGE', status: 413, message: '' }), false],
		[apiError({ code: 'FORBIDDEN', status: 403, message: '' }), false],
		[apiError({ code: 'RATE_LIMITED', status: 429, message: '' }), true],
		[apiError({ code: 'UPLOAD_BUSY', status: 409, message: '' }), true],
		[apiError({ code: 'INTERNAL_ERROR', status: 500, message: '' }), true],
		[apiError({ code: 'NETWORK_ERROR', status: 0, message: '' }), true],
		[new TypeError('fetch failed'), true],
	])('%s: %s', (error, expected) => {
		expect(canRetry(error)).toBe(expected);
	});
});
