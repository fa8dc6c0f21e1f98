import * as z from 'zod/mini';
import { pagination } from '../http/envelope.ts';
import { id, instant, pageQuery, searchWords } from '../http/fields.ts';

/** Types that may be uploaded; the server checks the bytes, not the name. */
export const allowedFileTypes = [
	'image/jpeg',
	'image/png',
	'image/gif',
	'image/webp',
	'application/pdf',
	'text/plain',
	'application/msword',
	'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
] as const;

/** Bytes; the server's `MAX_FILE_SIZE` may say otherwise. */
export const defaultMaximumFileSize = 10 * 1024 * 1024;

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
	/** The same bytes to be shown in the page; only for types that cannot run there (images, PDF, plain text). */
	previewUrl: z.optional(z.string()),
	thumbnailStatus,
	/** A signed address of a WebP of at most 320 x 320 pixels. */
	thumbnailUrl: z.optional(z.string()),
	createdAt: instant,
});
export type StoredFile = z.infer<typeof storedFile>;

export const filesListQuery = z.object({
	...pageQuery,
	/** Only this person's files. Without `files:read-any` everything but one's own is refused. */
	ownerId: z.optional(id),
	search: z.optional(searchWords),
});
export type FilesListQuery = z.input<typeof filesListQuery>;

export const filesList = z.object({ files: z.array(storedFile), pagination });
export type FilesList = z.infer<typeof filesList>;
