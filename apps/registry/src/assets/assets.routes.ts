import { type BlobStore, createHttpError } from '@flotilla/server';
import type { FastifyInstance } from 'fastify';
import type { AssetStore } from './asset-store.ts';
import type { HotBlobs } from './hot-blobs.ts';
import { sendAsset } from './send-asset.ts';

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
	hot: HotBlobs;
}

/** `GET /assets/<app>/<path>`: a file of a published build, for ever. */
export const registerAssetRoutes = (app: FastifyInstance, { assets, blobs, hot }: AssetRoutesOptions): void => {
	app.route<{ Params: { app: string; '*': string } }>({
		method: ['GET', 'HEAD'],
		url: '/assets/:app/*',
		async handler(request, reply) {
			const { app: name, '*': path } = request.params;
			const asset = await assets.find(name, path);
			if (asset === null) throw missing();
			const isPublished = async () => (await assets.findAgain(name, path)) !== null;
			const sent = await sendAsset({ blobs, hot, request, reply, path, asset, isPublished, headers: immutableHeaders });
			if (sent === false) throw missing();
			return sent;
		},
	});
};
