import { appName, assetPath } from '@flotilla/contracts';
import { type BlobStore, createHttpError } from '@flotilla/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Asset, AssetStore, AssetVariant } from './asset-store.ts';
import { contentTypeOf } from './content-type.ts';
import { matchesEntityTag } from './entity-tag.ts';
import { negotiateEncoding } from './negotiate-encoding.ts';

const immutableHeaders = {
	'cache-control': 'public, max-age=31536000, immutable',
	'access-control-allow-origin': '*',
	'cross-origin-resource-policy': 'cross-origin',
	'x-content-type-options': 'nosniff',
	vary: 'Accept-Encoding',
};

const missing = () =>
	createHttpError('NOT_FOUND', {
		message: 'There is no such asset.',
		// A build that is published a moment later must not meet a remembered 404.
		headers: { 'cache-control': 'no-store', 'access-control-allow-origin': '*' },
	});

export interface AssetRoutesOptions {
	assets: AssetStore;
	blobs: BlobStore;
}

/**
 * `GET /assets/<app>/<path>`: a file of a published build, for ever.
 *
 * Bytes come from the blob store each time: the operating system keeps hot files in memory
 * already, and a cache of ours would go on serving what somebody has taken out of the storage.
 */
export const registerAssetRoutes = (app: FastifyInstance, { assets, blobs }: AssetRoutesOptions): void => {
	const isStored = async ({ sha256, size }: AssetVariant): Promise<boolean> =>
		(await blobs.stat(sha256))?.size === size;

	const answer = async (request: FastifyRequest, reply: FastifyReply, path: string, asset: Asset) => {
		for (const encoding of negotiateEncoding(request.headers['accept-encoding'])) {
			const variant = asset[encoding];
			if (variant === undefined) continue;
			// A truncated blob counts as gone, too. The next encoding may still be there.
			if (!(await isStored(variant))) {
				request.log.error({ path, encoding, blob: variant.sha256 }, 'a published blob is gone or damaged');
				continue;
			}
			// One tag for each encoding: a strong tag names bytes.
			const tag = `"${variant.sha256.slice(0, 32)}"`;
			reply.headers({ ...immutableHeaders, etag: tag });
			if (matchesEntityTag(request.headers['if-none-match'], tag)) return reply.code(304).send();
			reply.headers({ 'content-type': contentTypeOf(path).type, 'content-length': variant.size });
			if (encoding !== 'identity') reply.header('content-encoding', encoding);
			if (request.method === 'HEAD') return reply.send();
			const opened = await blobs.open(variant.sha256);
			if (opened === null) break;
			return reply.send(opened.stream);
		}
		reply.removeHeader('content-encoding').removeHeader('content-length').removeHeader('etag');
		throw missing();
	};

	app.route<{ Params: { app: string; '*': string } }>({
		method: ['GET', 'HEAD'],
		url: '/assets/:app/*',
		async handler(request, reply) {
			const { app: name, '*': path } = request.params;
			// What cannot have been published need not be looked up, and a NUL would be an error of the database's.
			const possible = appName.safeParse(name).success && assetPath.safeParse(path).success;
			const asset = possible ? await assets.find(name, path) : null;
			if (asset === null) throw missing();
			return answer(request, reply, path, asset);
		},
	});
};
