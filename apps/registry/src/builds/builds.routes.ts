import { Readable, Transform } from 'node:stream';
import { appName } from '@flotilla/contracts';
import { type BlobStore, createEnvelope, createHttpError, isBlobStoreError, validate } from '@flotilla/server';
import type { FastifyInstance } from 'fastify';
import * as z from 'zod';
import { assertMay, assertMayPublish, type Publisher, type TokenStore } from '../tokens/token-store.ts';
import { announcedBuild, commitBody, sha256 } from './announced-build.ts';
import type { BuildFile } from './build-id.ts';
import type { BuildStore } from './build-store.ts';
import type { Upload } from './upload.ts';

const appParams = z.object({ app: appName });
const uploadParams = z.object({ upload: z.uuid() });
const blobParams = z.object({ upload: z.uuid(), sha256 });

/** Bytes of an announcement: a list of 5,000 files with long names takes about 1.5 MB. */
const announcementLimit = 4 * 1024 * 1024;

/** Passes bytes on until there are more than were announced. */
const atMost = ({ size, path }: BuildFile): Transform => {
	let seen = 0;
	return new Transform({
		transform(chunk: Buffer, _encoding, done) {
			seen += chunk.length;
			if (seen <= size) done(null, chunk);
			else done(createHttpError('HASH_MISMATCH', { message: `${path}: more than the announced ${size} bytes came.` }));
		},
	});
};

export interface BuildRoutesOptions {
	builds: BuildStore;
	blobs: BlobStore;
	tokens: TokenStore;
}

/** The publish protocol: announce, send what is missing, commit. Register under `/registry/v1`. */
export const registerBuildRoutes = (app: FastifyInstance, { builds, blobs, tokens }: BuildRoutesOptions): void => {
	// Blobs are streamed into the store; nothing here reads a body of this type into memory.
	app.addContentTypeParser('application/octet-stream', (_request, payload, done) => done(null, payload));

	const openUpload = async (id: string, authorization: string | undefined): Promise<[Upload, Publisher]> => {
		// First the token, so that nobody without one learns which uploads exist.
		const publisher = await tokens.authenticate(authorization);
		const upload = await builds.readUpload(id);
		assertMayPublish(publisher, upload.app);
		return [upload, publisher];
	};

	app.post('/apps/:app/builds', { bodyLimit: announcementLimit }, async (request) => {
		const publisher = await tokens.authenticate(request.headers.authorization);
		const { app: name } = validate(appParams, request.params);
		assertMayPublish(publisher, name);
		const announcement = await builds.announce(name, validate(announcedBuild, request.body), publisher.name);
		return createEnvelope(announcement, { requestId: request.id });
	});

	app.put('/uploads/:upload/blobs/:sha256', async (request, reply) => {
		const { upload: id, sha256: hash } = validate(blobParams, request.params);
		const [upload] = await openUpload(id, request.headers.authorization);
		const file = upload.files.find((candidate) => candidate.sha256 === hash);
		if (file === undefined) {
			throw createHttpError('NOT_FOUND', { message: 'The announced build has no file with this hash.' });
		}
		if (!(request.body instanceof Readable)) {
			throw createHttpError('UNSUPPORTED_MEDIA_TYPE', { message: 'Send the bytes as application/octet-stream.' });
		}
		const limited = atMost(file);
		request.body.on('error', (error) => limited.destroy(error));
		try {
			const stored = await blobs.put(request.body.pipe(limited), { expectedSha256: hash });
			reply.code(201);
			return createEnvelope({ sha256: stored.key, size: stored.size }, { requestId: request.id });
		} catch (error) {
			if (isBlobStoreError(error) && error.code === 'HASH_MISMATCH') {
				throw createHttpError('HASH_MISMATCH', { message: `${file.path}: ${error.message}`, cause: error });
			}
			throw error;
		}
	});

	app.post('/uploads/:upload/commit', async (request, reply) => {
		const { upload: id } = validate(uploadParams, request.params);
		const [upload, publisher] = await openUpload(id, request.headers.authorization);
		const { channel, expectedRevision, message, force } = validate(commitBody, request.body ?? {});
		if (channel !== undefined) assertMay(publisher, 'promote', upload.app);
		const commitment = await builds.commit(upload, {
			actor: publisher.name,
			channel,
			expectedRevision,
			reason: message,
			force,
		});
		reply.code(commitment.created ? 201 : 200);
		return createEnvelope(commitment, { requestId: request.id });
	});

	app.get('/apps/:app/builds', async (request) => {
		await tokens.authenticate(request.headers.authorization);
		const { app: name } = validate(appParams, request.params);
		return createEnvelope({ builds: await builds.list(name) }, { requestId: request.id });
	});
};
