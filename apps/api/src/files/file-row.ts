import type { Insertable } from 'kysely';
import type { FileRow, FilesTable } from '../database/schema.ts';
import { canHaveThumbnail } from './file-types.ts';
import { toSafeFilename } from './safe-filename.ts';

export interface NewFile {
	/** Default: a new one. */
	id?: string;
	ownerId: string;
	originalName: string;
	mimeType: string;
	/** Bytes. */
	size: number;
	/** Default true; only pictures get one. */
	wantsThumbnail?: boolean;
	/** Stores the bytes and says their key. Asked again when they were removed meanwhile. */
	store(): Promise<string>;
}

/** Of a file that went into the trash, and of one that comes back. */
export type DeletedFile = Pick<FileRow, 'id' | 'owner_id'>;

const maximumOriginalName = 255;

/** A name as it came, but for what a database does not take. */
export const toOriginalName = (name: string): string =>
	name.toWellFormed().replaceAll('\0', '').slice(0, maximumOriginalName);

export const toFileRow = (
	id: string,
	{ ownerId, originalName, mimeType, size, wantsThumbnail = true }: NewFile,
	{ key, now }: { key: string; now: Date },
): Insertable<FilesTable> => ({
	id,
	owner_id: ownerId,
	filename: toSafeFilename(originalName),
	original_name: toOriginalName(originalName),
	mime_type: mimeType,
	size,
	blob_key: key,
	thumbnail_status: wantsThumbnail && canHaveThumbnail(mimeType) ? 'pending' : 'none',
	thumbnail_key: null,
	thumbnail_claimed_until: null,
	created_at: now,
});
