import * as z from 'zod/mini';
import { defineEndpoint } from '../http/endpoint.ts';
import { idParams, noContent } from '../http/fields.ts';
import { filesList, filesListQuery, storedFile } from './file.ts';

/** What a signed address carries: `exp` in seconds since 1970, `sig` an HMAC over path, `exp` and `inline`. */
export const signedQuery = z.object({ exp: z.string(), sig: z.string(), inline: z.optional(z.literal('1')) });

export const filesEndpoints = {
	/** Multipart with one part `file`. */
	upload: defineEndpoint({
		method: 'POST',
		path: '/files/upload',
		summary: 'Upload one file',
		access: 'files:upload',
		bodyType: 'multipart/form-data',
		response: storedFile,
		errors: ['FILE_TOO_LARGE', 'FILE_TYPE_NOT_ALLOWED', 'FILE_CONTENT_MISMATCH'],
	}),
	list: defineEndpoint({
		method: 'GET',
		path: '/files',
		summary: 'List files, newest first',
		access: 'files:read',
		query: filesListQuery,
		response: filesList,
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
		errors: ['FILE_NOT_FOUND', 'THUMBNAIL_NOT_FOUND', 'SIGNATURE_INVALID'],
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
