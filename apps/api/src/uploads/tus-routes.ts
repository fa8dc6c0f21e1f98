import { randomUUID } from 'node:crypto';
import { fileIdHeader, filesEndpoints, resumableUploadsPath } from '@flotilla/contracts';
import { createHttpError } from '@flotilla/server';
import { type DataStore, type Locker, Server } from '@tus/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Authenticate } from '../auth/authenticate.ts';
import type { Subject } from '../auth/subject.ts';
import type { Clock } from '../clock.ts';
import { assertDeclaredType } from '../files/check-content.ts';
import type { FileStore } from '../files/file-store.ts';
import type { Settings } from '../settings.ts';
import type { FinishUpload } from './finish-upload.ts';
import { incomingBody } from './incoming-body.ts';
import { toHeaderFailure, toTusFailure } from './tus-failure.ts';
import { assertUsable, type UploadRows } from './upload-rows.ts';

export interface TusRoutesOptions {
	/** Routes are relative to its prefix. */
	app: FastifyInstance;
	/** Of `app`, e.g. `/api`. */
	prefix: string;
	authenticate: Authenticate;
	datastore: DataStore;
	rows: UploadRows;
	files: FileStore;
	finish: FinishUpload;
	locker: Locker;
	clock: Clock;
	settings: Pick<Settings, 'maximumResumableFileSize' | 'allowedFileTypes' | 'maximumImagePixels'>;
}

const contentType = 'application/offset+octet-stream';
const version = '1.0.0';
/** Milliseconds a writer has to store what it holds when another request for the same upload comes. */
const lockDrainTimeout = 500;

/** A request in the words of the platform, without its body: see `incomingBody`. */
const toWebRequest = ({ method, url, headers }: FastifyRequest): Request => {
	const given = new Headers();
	for (const [name, value] of Object.entries(headers)) if (value !== undefined) given.set(name, String(value));
	return new Request(new URL(url, 'http://uploads.invalid'), { method, headers: given });
};

/**
 * Resumable uploads: tus 1.0 by `@tus/server`, with the errors of the contract. An upload belongs to the
 * person who created it, its id is that of the file to be, and its space counts from the beginning.
 */
export const registerTusRoutes = (options: TusRoutesOptions): void => {
	const { app, prefix, authenticate, datastore, rows, files, finish, locker, clock, settings } = options;
	const { maximumResumableFileSize } = settings;
	const subjects = new WeakMap<FastifyRequest, Subject>();
	/** Who asks, by the request that `@tus/server` hands on. */
	const askers = new WeakMap<object, Subject>();
	/** What was thrown, which it would make a plain text of. */
	const failures = new WeakMap<object, unknown>();

	const server = new Server({
		path: `${prefix}${resumableUploadsPath}`,
		datastore,
		locker,
		lockDrainTimeout,
		relativeLocation: true,
		maxSize: maximumResumableFileSize,
		disableTerminationForFinishedUploads: true,
		namingFunction: () => randomUUID(),
		async onUploadCreate(request, { id, size, metadata }) {
			const subject = askers.get(request);
			if (subject === undefined || size === undefined) throw createHttpError('BAD_REQUEST');
			if (size === 0) throw createHttpError('VALIDATION_FAILED', { message: 'The file is empty.' });
			assertDeclaredType(metadata?.filetype ?? '', settings);
			const header = request.headers.get('upload-metadata') ?? '';
			await rows.create({ id, ownerId: subject.userId, size, metadata: header });
			return {};
		},
		async onUploadFinish(_request, { id }) {
			await finish(id);
			return { headers: { [fileIdHeader]: id } };
		},
		onResponseError(request, error) {
			failures.set(request, error);
			return undefined;
		},
	});

	/** Throws UPLOAD_NOT_FOUND for what is not the caller's, whether it is under way or has become a file. */
	const assertOwn = async (id: string, { userId }: Subject): Promise<void> => {
		if (!filesEndpoints.read.params.safeParse({ id }).success) throw createHttpError('UPLOAD_NOT_FOUND');
		const row = await rows.find(id);
		if (row !== undefined) {
			assertUsable(row, { ownerId: userId, now: clock.now() });
			return;
		}
		if ((await files.find(id))?.owner_id !== userId) throw createHttpError('UPLOAD_NOT_FOUND');
	};

	/** The last request got lost, or the server was killed: what is complete becomes a file now. */
	const finishIfComplete = async (id: string): Promise<boolean> => {
		const { offset, size } = await datastore.getUpload(id);
		if (offset !== size) return false;
		await finish(id);
		return true;
	};

	const answer = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
		const web = toWebRequest(request);
		const subject = subjects.get(request);
		if (subject !== undefined) askers.set(web, subject);
		const response = await incomingBody.run(request.raw, () => server.handleWeb(web));
		if (failures.has(web)) {
			const error = failures.get(web);
			throw toTusFailure(error) ?? error;
		}
		if (response.status >= 400) throw await toHeaderFailure(response);
		const created = response.headers.get('location')?.split('/').at(-1);
		if (created !== undefined) reply.header(fileIdHeader, created);
		for (const [name, value] of response.headers) {
			// Those of all routes are there already.
			if (!name.startsWith('access-control-')) reply.header(name, value);
		}
		return reply.code(response.status).send(response.body === null ? undefined : await response.text());
	};

	const onRequest = async (request: FastifyRequest, reply: FastifyReply) => {
		const subject = await authenticate(request.headers.authorization);
		if (!subject.can('files:upload')) throw createHttpError('FORBIDDEN');
		subjects.set(request, subject);
		reply.header('tus-resumable', version);
		if (request.headers['tus-resumable'] !== version) {
			throw createHttpError('TUS_VERSION_UNSUPPORTED', { headers: { 'tus-version': version } });
		}
		const { uploadId } = request.params as { uploadId?: string };
		if (uploadId !== undefined) await assertOwn(uploadId, subject);
	};

	app.register(async (tus) => {
		tus.removeAllContentTypeParsers();
		// The body stays unread: it goes to the disk as it comes.
		tus.addContentTypeParser('*', (_request, _payload, done) => done(null));

		const writing = new Set<FastifyRequest>();
		let closing = false;
		tus.addHook('preClose', async () => {
			closing = true;
			// They would keep the server from ending; clients go on where they were broken off.
			for (const { raw } of writing) raw.destroy();
		});
		const write = async (request: FastifyRequest, reply: FastifyReply) => {
			// It came before, and was being checked meanwhile.
			if (closing) throw createHttpError('SHUTTING_DOWN', { headers: { 'retry-after': '1' } });
			writing.add(request);
			try {
				return await answer(request, reply);
			} finally {
				writing.delete(request);
			}
		};

		tus.post(resumableUploadsPath, { onRequest }, write);
		const one = `${resumableUploadsPath}/:uploadId` as const;
		tus.patch<{ Params: { uploadId: string } }>(one, { onRequest }, async (request, reply) => {
			if (request.headers['content-type'] !== contentType) throw createHttpError('UNSUPPORTED_MEDIA_TYPE');
			return write(request, reply);
		});
		tus.head<{ Params: { uploadId: string } }>(one, { onRequest }, async (request, reply) => {
			const { uploadId } = request.params;
			try {
				if (await finishIfComplete(uploadId)) reply.header(fileIdHeader, uploadId);
			} catch (error) {
				throw toTusFailure(error) ?? error;
			}
			return answer(request, reply);
		});
		tus.delete(one, { onRequest }, answer);

		// What a client may know before it signs in. The preflight of a page passes through here, too.
		const config = { cors: { preflightContinue: true, strictPreflight: false } };
		tus.options(resumableUploadsPath, { config }, async (_request, reply) =>
			reply
				.code(204)
				.headers({
					'tus-resumable': version,
					'tus-version': version,
					'tus-extension': datastore.extensions.join(','),
					'tus-max-size': maximumResumableFileSize,
				})
				.send(),
		);
	});
};
