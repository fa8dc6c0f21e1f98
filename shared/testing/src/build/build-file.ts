import type { StoredFile } from '@flotilla/contracts';
import { fakeId, fakeInstant } from './fake-id.ts';

/** What signs every address of the fake backend. */
export const fakeSignature = 'fake';

const addressOf = (id: string, what: string): string => `/api/files/${id}/${what}?exp=4102444800&sig=${fakeSignature}`;

export const fakeThumbnailUrl = (id: string): string => addressOf(id, 'thumbnail');

/** Types that are shown in the page. */
const previewed = /^(image|audio|video)\/|^(application\/pdf|text\/plain)$/;

let built = 0;

/** A small PDF, each later than the one before, where `overrides` says nothing else. */
export const buildFile = (overrides: Partial<StoredFile> = {}): StoredFile => {
	const index = built++;
	const id = overrides.id ?? fakeId();
	const originalName = overrides.originalName ?? `report-${index}.pdf`;
	const mimeType = overrides.mimeType ?? 'application/pdf';
	return {
		id,
		ownerId: fakeId(),
		ownerName: 'Ada Almeida',
		filename: originalName,
		originalName,
		mimeType,
		size: 12_345,
		sha256: '0'.repeat(64),
		url: addressOf(id, 'content'),
		...(previewed.test(mimeType) ? { previewUrl: `${addressOf(id, 'content')}&inline=1` } : {}),
		thumbnailStatus: 'none',
		version: 1,
		createdAt: fakeInstant(index),
		...overrides,
	};
};
