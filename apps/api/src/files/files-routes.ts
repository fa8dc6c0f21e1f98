import { filesEndpoints, type StoredFile } from '@flotilla/contracts';
import { type BlobStore, createHttpError } from '@flotilla/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Kysely, Transaction } from 'kysely';
import type { AuditLog } from '../audit/audit-log.ts';
import { originOf } from '../audit/request-origin.ts';
import type { Subject } from '../auth/subject.ts';
import type { Clock } from '../clock.ts';
import type { Cursors } from '../database/cursor.ts';
import type { FileRow, Schema } from '../database/schema.ts';
import type { RegisterEndpoint } from '../http/register-endpoint.ts';
import type { Settings } from '../settings.ts';
import { acceptForm } from './accept-form.ts';
import type { DeletedFiles } from './deleted-files.ts';
import { createFileAccess } from './file-access.ts';
import type { FileStore } from './file-store.ts';
import { listFiles } from './list-files.ts';
import { readUsage } from './read-usage.ts';
import type { UrlSigner } from './signed-url.ts';
import type { ThumbnailQueue } from './thumbnail-queue.ts';
import { toStoredFile } from './to-stored-file.ts';

export interface FilesRoutesOptions {
	register: RegisterEndpoint;
	database: Kysely<Schema>;
	cursors: Cursors;
	store: FileStore;
	deletedFiles: DeletedFiles;
	audit: AuditLog;
	blobs: BlobStore;
	signer: UrlSigner;
	thumbnails: ThumbnailQueue;
	settings: Settings;
	clock: Clock;
	/** Where uploads wait to be checked. */
	uploadFolder: string;
}

export const registerFilesRoutes = (options: FilesRoutesOptions): void => {
	const { register, database, cursors, store, blobs, signer, thumbnails, settings, clock, uploadFolder } = options;
	const { audit, deletedFiles } = options;
	const access = createFileAccess({ database, store, deleted: deletedFiles });

	const receive = async (
		{ subject, request }: { subject: Subject; request: FastifyRequest },
		{ partName, maximumFiles, nameOf }: { partName: string; maximumFiles: number; nameOf(index: number): string },
	): Promise<StoredFile[]> => {
		const files = await acceptForm(request, {
			folder: uploadFolder,
			partName,
			maximumFiles,
			maximumSize: settings.maximumFileSize,
			nameOf,
			store,
			blobs,
			rules: settings,
			ownerId: subject.userId,
		});
		if (files.some((file) => file.thumbnailStatus === 'pending')) thumbnails.wake();
		return files;
	};

	register(filesEndpoints.upload, async (call) => {
		const [file] = await receive(call, { partName: 'file', maximumFiles: 1, nameOf: () => 'file' });
		if (file === undefined) throw new Error('A form that was accepted has a file.');
		return file;
	});

	register(filesEndpoints.uploadMultiple, (call) =>
		receive(call, {
			partName: 'files',
			maximumFiles: settings.maximumFilesPerUpload,
			nameOf: (index) => `files.${index}`,
		}),
	);

	register(filesEndpoints.list, async ({ query, subject }) => {
		const readsAny = subject.can('files:read-any');
		if (query.ownerId !== undefined && query.ownerId !== subject.userId && !readsAny) {
			throw createHttpError('FORBIDDEN');
		}
		const ownerId = query.ownerId ?? (readsAny ? undefined : subject.userId);
		return listFiles({ database, cursors, signer, ownerId, query });
	});

	register(filesEndpoints.usage, ({ subject }) =>
		readUsage({ database, ownerId: subject.userId, quota: settings.fileQuota, now: new Date(clock.now()) }),
	);

	const answer = (reply: FastifyReply, file: StoredFile): StoredFile => {
		reply.header('etag', `"${file.version}"`);
		return file;
	};

	register(filesEndpoints.read, async ({ params, subject, reply }) =>
		answer(reply, toStoredFile(signer, await access.findVisible(subject, params.id))),
	);

	register(filesEndpoints.rename, async ({ params, body, subject, request, reply }) => {
		await access.findChangeable(subject, params.id);
		return answer(reply, await store.rename(params.id, body.filename, request.headers['if-match']));
	});

	const record = (
		{ request, subject }: { request: FastifyRequest; subject: Subject },
		action: 'files:deleted' | 'files:restored',
		ids: readonly string[],
	) => {
		const origin = originOf(request, subject);
		return (transaction: Transaction<Schema>) =>
			audit.record(transaction, ...ids.map((id) => ({ action, origin, subject: { type: 'file', id } }) as const));
	};

	const remove = async (call: { request: FastifyRequest; subject: Subject }, files: readonly FileRow[]) => {
		await store.remove(files, (transaction, removed) =>
			record(
				call,
				'files:deleted',
				removed.map(({ id }) => id),
			)(transaction),
		);
		return null;
	};
	register(filesEndpoints.remove, async (call) =>
		remove(call, [await access.findChangeable(call.subject, call.params.id)]),
	);
	register(filesEndpoints.bulkRemove, async (call) =>
		remove(call, await access.findAllChangeable(call.subject, [...new Set(call.body.ids)])),
	);

	register(filesEndpoints.restore, async (call) => {
		const ids = [...new Set(call.body.fileIds)];
		await access.assertAllRestorable(call.subject, ids);
		const files = await deletedFiles.restore(ids, record(call, 'files:restored', ids));
		if (files.some((file) => file.thumbnailStatus === 'pending')) thumbnails.wake();
		return files;
	});
};
