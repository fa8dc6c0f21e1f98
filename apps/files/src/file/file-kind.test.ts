import { allowedFileTypes } from '@flotilla/contracts';
import { expect, it } from 'vitest';
import { fileKindOf } from './file-kind.ts';

it.each([
	['image/png', 'image'],
	['application/pdf', 'pdf'],
	['text/csv', 'text'],
	['text/plain;charset=utf-8', 'text'],
	['audio/mpeg', 'audio'],
	['video/mp4', 'video'],
	['application/msword', 'document'],
	['application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'document'],
	['application/zip', 'archive'],
	['application/gzip', 'other'],
	['', 'other'],
])('takes %s for %s', (type, kind) => {
	expect(fileKindOf(type)).toBe(kind);
});

it.each(allowedFileTypes)('knows what %s is, as it may be uploaded', (type) => {
	expect(fileKindOf(type)).not.toBe('other');
});
