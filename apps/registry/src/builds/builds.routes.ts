import { Readable, Transform } from 'node:stream';
import { type BlobStore, createHttpError, isBlobStoreError } from '@flotilla/server';
import type { Endpoints } from '../http/serve-endpoints.ts';
import { assertMay, assertMayPublish, type Publisher } from '../tokens/token-store.ts';
import type { BuildFile } from './build-id.ts';
import type { BuildStore } from './build-store.ts';
import { buildsEndpoints } from './builds.endpoints.ts';
import type { Upload } from './upload.ts';

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
}

/** The publish protocol: announce, send what is missing, commit. */
export const registerBuildRoutes = ({ scope, answer }: Endpoints, { builds, blobs }: BuildRoutesOptions): void => {
	// Blobs are streamed into the store; nothing here reads a body of this type into memory.
	scope.addContentTypeParser('application/octet-stream', (_request, payload, done) => done(null, payload));

	const openUpload = async (id: string, publisher: Publisher): Promise<Upload> => {
		const upload = await builds.readUpload(id);
		assertMayPublish(publisher, upload.app);
		return upload;
	};

	answer(buildsEndpoints.announce, ({ params, body, publisher }) => builds.announce(params.app, body, publisher.name));

	answer(buildsEndpoints.putBlob, async ({ params, publisher, request }) => {
		const upload = await openUpload(params.upload, publisher);
		const file = upload.files.find((candidate) => candidate.sha256 === params.sha256);
		if (file === undefined) {
			throw createHttpError('NOT_FOUND', { message: 'The announced build has no file with this hash.' });
		}
		if (!(request.body instanceof Readable)) {
			throw createHttpError('UNSUPPORTED_MEDIA_TYPE', { message: 'Send the bytes as application/octet-stream.' });
		}
		const limited = atMost(file);
		request.body.on('error', (error) => limited.destroy(error));
		try {
			const stored = await blobs.put(request.body.pipe(limited), { expectedSha256: params.sha256 });
			return { sha256: stored.key, size: stored.size };
		} catch (error) {
			if (isBlobStoreError(error) && error.code === 'HASH_MISMATCH') {
				throw createHttpError('HASH_MISMATCH', { message: `${file.path}: ${error.message}`, cause: error });
			}
			throw error;
		}
	});

	answer(buildsEndpoints.commit, async ({ params, body, publisher, reply }) => {
		const upload = await openUpload(params.upload, publisher);
		const { channel, expectedRevision, message, force } = body;
		if (channel !== undefined) assertMay(publisher, 'promote', upload.app);
		const commitment = await builds.commit(upload, {
			actor: publisher.name,
			channel,
			expectedRevision,
			reason: message,
			force,
		});
		if (!commitment.created) reply.code(200);
		return commitment;
	});

	answer(buildsEndpoints.list, async ({ params }) => ({ builds: await builds.list(params.app) }));
};
