import { allowedFileTypes, defaultMaximumResumableFileSize } from '@flotilla/contracts';
import { describe, expect, it } from 'vitest';
import { checkUpload } from './upload-check.model.ts';

describe('checkUpload', () => {
	it.each(allowedFileTypes)('lets %s pass', (type) => {
		expect(checkUpload({ type, size: 1 })).toBeNull();
	});

	it('reads past the character set some systems add', () => {
		expect(checkUpload({ type: 'text/plain;charset=utf-8', size: 1 })).toBeNull();
	});

	it.each(['application/gzip', 'image/svg+xml', 'text/html', ''])('refuses the type %j', (type) => {
		expect(checkUpload({ type, size: 1 })).toEqual({ reason: 'type-not-allowed' });
	});

	it('lets the largest allowed file pass and refuses one byte more', () => {
		const type = 'image/png';
		expect(checkUpload({ type, size: defaultMaximumResumableFileSize })).toBeNull();
		expect(checkUpload({ type, size: defaultMaximumResumableFileSize + 1 })).toEqual({
			reason: 'too-large',
			maximum: defaultMaximumResumableFileSize,
		});
	});

	it('refuses what there is no space for, and says how much there is', () => {
		expect(checkUpload({ type: 'image/png', size: 10 }, { spaceLeft: 10 })).toBeNull();
		expect(checkUpload({ type: 'image/png', size: 11 }, { spaceLeft: 10 })).toEqual({ reason: 'no-space', left: 10 });
	});

	it('refuses an empty file, which is nearly always a mistake', () => {
		expect(checkUpload({ type: 'text/plain', size: 0 })).toEqual({ reason: 'empty' });
	});
});
