import { filesEndpoints, type StoredFile } from '@flotilla/contracts';
import { type BlobStore, createHttpError } from '@flotilla/server';
import { type Kysely, sql } from 'kysely';
import type { Subject } from '../auth/subject.ts';
import { describePage } from '../database/paging.ts';
import type { Schema } from '../database/schema.ts';
import { containsWords } from '../database/search.ts';
import type { RegisterEndpoint } from '../http/register-endpoint.ts';
import type { Settings } from '../settings.ts';
import { type FileStore, filesWithOwner } from './file-store.ts';
import { canBeInline } from './file-types.ts';
import { receiveUpload } from './receive-upload.ts';
import { sendBytes } from './send-bytes.ts';
import type { UrlSigner } from './signed-url.ts';
import type { ThumbnailQueue } from './thumbnail-queue.ts';
import { contentPath, type FileWithOwner, thumbnailPath, toStoredFile } from './to-stored-file.ts';

export interface FilesRoutesOptions {
	register: RegisterEndpoint;
	database: Kysely<Schema>;
	store: FileStore;
	blobs: BlobStore;
	signer: UrlSigner;
	thumbnails: ThumbnailQueue;
	settings: Settings;
	/** Where uploads wait to be checked. */
	uploadFolder: string;
}

const isOwn = (subject: Subject, ownerId: string) => subject.userId === ownerId;

export const registerFilesRoutes = (options: FilesRoutesOptions): void => {
	const { register, database, store, blobs, signer, thumbnails, settings, uploadFolder } = options;

	/** Throws FILE_NOT_FOUND also for what belongs to others, so that ids cannot be probed. */
	const findVisible = async (subject: Subject, id: string): Promise<FileWithOwner> => {
		const row = await store.find(id);
		if (row === undefined || !(isOwn(subject, row.owner_id) || subject.can('files:read-any'))) {
			throw createHttpError('FILE_NOT_FOUND');
		}
		return row;
	};

	register(filesEndpoints.upload, async ({ subject, request }): Promise<StoredFile> => {
		const received = await receiveUpload(request, { folder: uploadFolder, maximumSize: settings.maximumFileSize });
		try {
			const { path, originalName, mimeType, size } = received;
			const file = await store.add({ path, originalName, mimeType, size, ownerId: subject.userId });
			if (file.thumbnailStatus === 'pending') thumbnails.add(file);
			return file;
		} finally {
			await received.remove();
		}
	});

	register(filesEndpoints.list, async ({ query, subject }) => {
		const { page, limit, search } = query;
		if (query.ownerId !== undefined && !isOwn(subject, query.ownerId) && !subject.can('files:read-any')) {
			throw createHttpError('FORBIDDEN');
		}
		const ownerId = query.ownerId ?? (subject.can('files:read-any') ? undefined : subject.userId);
		let matching = filesWithOwner(database);
		if (ownerId !== undefined) matching = matching.where('files.owner_id', '=', ownerId);
		for (const condition of containsWords(sql.ref('files.search_text'), search ?? '')) {
			matching = matching.where(condition);
		}
		const { total } = await matching
			.clearSelect()
			.select((expression) => expression.fn.countAll<number>().as('total'))
			.executeTakeFirstOrThrow();
		const rows = await matching
			.orderBy('files.created_at', 'desc')
			.orderBy('files.id')
			.limit(limit)
			.offset((page - 1) * limit)
			.execute();
		return { files: rows.map((row) => toStoredFile(signer, row)), pagination: describePage(query, total) };
	});

	register(filesEndpoints.read, async ({ params, subject }) =>
		toStoredFile(signer, await findVisible(subject, params.id)),
	);

	register(filesEndpoints.remove, async ({ params, subject }) => {
		const row = await findVisible(subject, params.id);
		if (!isOwn(subject, row.owner_id) && !subject.can('files:delete-any')) throw createHttpError('FORBIDDEN');
		await store.remove(row);
		return null;
	});

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
