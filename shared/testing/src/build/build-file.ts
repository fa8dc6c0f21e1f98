import type { StoredFile } from '@flotilla/contracts';
import { fakeId, fakeInstant } from './fake-id.ts';

let built = 0;

/** A small PDF, each later than the one before, where `overrides` says nothing else. */
export const buildFile = (overrides: Partial<StoredFile> = {}): StoredFile => {
	const index = built++;
	const id = overrides.id ?? fakeId();
	const originalName = overrides.originalName ?? `report-${index}.pdf`;
	return {
		id,
		ownerId: fakeId(),
		ownerName: 'Ada Almeida',
		filename: originalName,
		originalName,
		mimeType: 'application/pdf',
		size: 12_345,
		sha256: '0'.repeat(64),
		url: `/api/files/${id}/content?exp=4102444800&sig=fake`,
		thumbnailStatus: 'none',
		version: 1,
		createdAt: fakeInstant(index),
		...overrides,
	};
};
