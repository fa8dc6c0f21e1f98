import * as z from 'zod/mini';
import { pageCursors, pagination } from '../http/envelope.ts';
import { cursor, id, instant, pageQuery, searchWords, text } from '../http/fields.ts';
import { fileCategories } from './file-types.ts';

/** Bytes of a file in a form; the server's `MAX_FILE_SIZE` may say otherwise. */
export const defaultMaximumFileSize = 10 * 1024 * 1024;
/** Files in one form; the server's `MAX_FILES_PER_UPLOAD` may say otherwise. */
export const defaultMaximumFilesPerUpload = 20;
/** Ids in one call. */
export const maximumBulkFiles = 1000;

/**
 * `pending`: being made; `ready`: `thumbnailUrl` is set; `none`: not an image;
 * `failed`: the image could not be read.
 */
export const thumbnailStatus = z.enum(['pending', 'ready', 'none', 'failed']);

export const storedFile = z.object({
	id,
	ownerId: id,
	ownerName: z.string(),
	/** The name under which it is stored and downloaded: the original, made safe. */
	filename: z.string(),
	originalName: z.string(),
	mimeType: z.string(),
	/** Bytes. */
	size: z.int(),
	/** SHA-256 of the bytes, hex. */
	sha256: z.string(),
	/** A signed address of the bytes, relative to the origin, good for at least one hour. */
	url: z.string(),
	/** The same bytes to be shown in the page; only for types that cannot run there (images, PDF, plain text, audio, video). */
	previewUrl: z.optional(z.string()),
	thumbnailStatus,
	/** A signed address of a WebP of at most 320 x 320 pixels. */
	thumbnailUrl: z.optional(z.string()),
	/** Grows by one with each new name; sent back as `If-Match: "<version>"`. */
	version: z.int(),
	createdAt: instant,
});
export type StoredFile = z.infer<typeof storedFile>;

export const fileSortFields = ['createdAt', 'name', 'size'] as const;
export type FileSortField = (typeof fileSortFields)[number];

export const filesListQuery = z.object({
	...pageQuery,
	/**
	 * `next` or `previous` of an earlier slice in the same order; empty for the first one. With it the answer is a
	 * `FilesSlice`: `page` is not looked at, nothing is counted, and a slice costs the same wherever it is.
	 */
	cursor,
	/** Only this person's files. Without `files:read-any` everything but one's own is refused. */
	ownerId: z.optional(id),
	/** Of the name. */
	search: z.optional(searchWords),
	type: z.optional(z.enum(fileCategories)),
	/** Default `createdAt`. Ties are broken by id, so that paging is stable. */
	sortBy: z._default(z.enum(fileSortFields), 'createdAt'),
	/** Default `desc`: the newest first. */
	sortOrder: z._default(z.enum(['asc', 'desc']), 'desc'),
});
/** Of a page; a slice is asked for with a cursor. */
export type FilesListQuery = Omit<z.input<typeof filesListQuery>, 'cursor'>;
export type FilesSliceQuery = Omit<z.input<typeof filesListQuery>, 'page' | 'cursor'> & { cursor: string };

/** What is asked for by `page`. */
export const filesList = z.object({ files: z.array(storedFile), pagination });
export type FilesList = z.infer<typeof filesList>;

/** What is asked for by `cursor`. */
export const filesSlice = z.object({ files: z.array(storedFile), cursors: pageCursors });
export type FilesSlice = z.infer<typeof filesSlice>;

/** Unknown keys are refused. */
export const renameFileBody = z.strictObject({
	/** 1 to 255 characters after trimming; the server makes it safe for file systems. */
	filename: text({ minimum: 1, maximum: 255 }),
});
export type RenameFileBody = z.input<typeof renameFileBody>;

export const bulkRemoveFilesBody = z.strictObject({
	ids: z.array(id).check(z.minLength(1), z.maxLength(maximumBulkFiles)),
});
export type BulkRemoveFilesBody = z.input<typeof bulkRemoveFilesBody>;

/** 1 to 1,000 ids of files that were deleted within the restore window. */
export const restoreFilesBody = z.strictObject({
	fileIds: z.array(id).check(z.minLength(1), z.maxLength(maximumBulkFiles)),
});
export type RestoreFilesBody = z.input<typeof restoreFilesBody>;
