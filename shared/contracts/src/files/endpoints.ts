import * as z from 'zod/mini';
import { defineEndpoint } from '../http/endpoint.ts';
import { idParams, noContent } from '../http/fields.ts';
import {
	bulkRemoveFilesBody,
	filesList,
	filesListQuery,
	filesSlice,
	renameFileBody,
	restoreFilesBody,
	storedFile,
} from './file.ts';
import { allowedFileTypes } from './file-types.ts';
import { filesUsage } from './usage.ts';

/** What a signed address carries: `exp` in seconds since 1970, `sig` an HMAC over path, `exp` and `inline`. */
export const signedQuery = z.object({ exp: z.string(), sig: z.string(), inline: z.optional(z.literal('1')) });

const uploadErrors = [
	'FILE_TOO_LARGE',
	'IMAGE_TOO_LARGE',
	'QUOTA_EXCEEDED',
	'FILE_TYPE_NOT_ALLOWED',
	'FILE_CONTENT_MISMATCH',
	'UNSUPPORTED_MEDIA_TYPE',
	'BAD_REQUEST',
] as const;

/** Resumable uploads are beside these: see `resumableUploadsPath`. */
export const filesEndpoints = {
	/** `generateThumbnail`: `true`, the default, or `false`. */
	upload: defineEndpoint({
		method: 'POST',
		path: '/files/upload',
		summary: 'Upload one file',
		access: 'files:upload',
		bodyType: 'multipart/form-data',
		parts: { file: 'file', generateThumbnail: 'text' },
		status: 201,
		response: storedFile,
		errors: uploadErrors,
	}),
	/** `errors` names those to blame as `files.<index>`. */
	uploadMultiple: defineEndpoint({
		method: 'POST',
		path: '/files/upload-multiple',
		summary: 'Upload several files: all of them or none',
		access: 'files:upload',
		bodyType: 'multipart/form-data',
		parts: { files: 'files', generateThumbnail: 'text' },
		status: 201,
		response: z.array(storedFile),
		errors: uploadErrors,
	}),
	list: defineEndpoint({
		method: 'GET',
		path: '/files',
		summary: 'List files, a page at a time, or with `cursor` a slice at a time',
		access: 'files:read',
		query: filesListQuery,
		response: z.union([filesList, filesSlice]),
		errors: ['CURSOR_INVALID'],
	}),
	usage: defineEndpoint({
		method: 'GET',
		path: '/files/usage',
		summary: 'Say how much of their space the caller uses',
		access: 'files:read',
		response: filesUsage,
	}),
	bulkRemove: defineEndpoint({
		method: 'DELETE',
		path: '/files/bulk',
		summary: 'Delete up to 1,000 files: all of them or none',
		access: 'files:delete',
		body: bulkRemoveFilesBody,
		response: noContent,
		errors: ['FILE_NOT_FOUND'],
	}),
	/** `errors` names those to blame as `fileIds.<index>`. */
	restore: defineEndpoint({
		method: 'POST',
		path: '/files/restore',
		summary: 'Bring back files that were deleted a moment ago: all of them or none',
		access: 'files:delete',
		body: restoreFilesBody,
		response: z.array(storedFile),
		errors: ['FILE_NOT_FOUND', 'QUOTA_EXCEEDED'],
	}),
	read: defineEndpoint({
		method: 'GET',
		path: '/files/:id',
		summary: 'Read the metadata of one file',
		access: 'files:read',
		params: idParams,
		response: storedFile,
		errors: ['FILE_NOT_FOUND'],
	}),
	content: defineEndpoint({
		method: 'GET',
		path: '/files/:id/content',
		summary: 'Download the bytes, by signed address',
		access: 'public',
		params: idParams,
		query: signedQuery,
		response: noContent,
		responseType: 'bytes',
		contentTypes: allowedFileTypes,
		errors: ['FILE_NOT_FOUND', 'SIGNATURE_INVALID', 'RANGE_NOT_SATISFIABLE'],
	}),
	thumbnail: defineEndpoint({
		method: 'GET',
		path: '/files/:id/thumbnail',
		summary: 'Download the thumbnail, by signed address',
		access: 'public',
		params: idParams,
		query: signedQuery,
		response: noContent,
		responseType: 'bytes',
		contentTypes: ['image/webp'],
		errors: ['FILE_NOT_FOUND', 'THUMBNAIL_NOT_FOUND', 'SIGNATURE_INVALID', 'RANGE_NOT_SATISFIABLE'],
	}),
	/** Needs `files:delete-any` for other people's: who may take a file away may name it. */
	rename: defineEndpoint({
		method: 'PATCH',
		path: '/files/:id',
		summary: 'Give a file another name; `If-Match` guards against a lost update',
		access: 'files:upload',
		params: idParams,
		body: renameFileBody,
		response: storedFile,
		conditional: true,
		errors: ['FILE_NOT_FOUND', 'VERSION_CONFLICT'],
	}),
	remove: defineEndpoint({
		method: 'DELETE',
		path: '/files/:id',
		summary: 'Delete a file',
		access: 'files:delete',
		params: idParams,
		response: noContent,
		errors: ['FILE_NOT_FOUND'],
	}),
} as const;
