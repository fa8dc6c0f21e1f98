import { filesEndpoints } from '@flotilla/contracts';
import { type BlobStore, createHttpError } from '@flotilla/server';
import type { RegisterEndpoint } from '../http/register-endpoint.ts';
import type { FileStore } from './file-store.ts';
import { canBeInline } from './file-types.ts';
import { sendBytes } from './send-bytes.ts';
import type { UrlSigner } from './signed-url.ts';
import { contentPath, thumbnailPath } from './to-stored-file.ts';

export interface BytesRoutesOptions {
	register: RegisterEndpoint;
	store: FileStore;
	blobs: BlobStore;
	signer: UrlSigner;
}

/** The bytes of files and of thumbnails, by signed address. */
export const registerBytesRoutes = ({ register, store, blobs, signer }: BytesRoutesOptions): void => {
	register(filesEndpoints.content, async ({ params, query, request, reply }) => {
		if (!signer.verify(contentPath(params.id), query)) throw createHttpError('SIGNATURE_INVALID');
		const row = await store.find(params.id);
		if (row === undefined) throw createHttpError('FILE_NOT_FOUND');
		const { blob_key: key, mime_type: mimeType, filename } = row;
		const disposition = query.inline === '1' && canBeInline(mimeType) ? 'inline' : 'attachment';
		return sendBytes({ request, reply, blobs, key, mimeType, filename, disposition });
	});

	register(filesEndpoints.thumbnail, async ({ params, query, request, reply }) => {
		if (!signer.verify(thumbnailPath(params.id), query)) throw createHttpError('SIGNATURE_INVALID');
		const row = await store.find(params.id);
		if (row === undefined) throw createHttpError('FILE_NOT_FOUND');
		if (row.thumbnail_key === null) throw createHttpError('THUMBNAIL_NOT_FOUND');
		const { thumbnail_key: key } = row;
		const filename = `${row.filename}.webp`;
		return sendBytes({ request, reply, blobs, key, mimeType: 'image/webp', filename, disposition: 'inline' });
	});
};
