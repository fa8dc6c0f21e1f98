import { serviceWorkerPath } from '@flotilla/contracts';
import { type BlobStore, createHttpError } from '@flotilla/server';
import type { FastifyInstance } from 'fastify';
import type { AssetStore } from '../assets/asset-store.ts';
import type { HotBlobs } from '../assets/hot-blobs.ts';
import { sendAsset } from '../assets/send-asset.ts';
import type { PageSource } from './page-source.ts';
import { readVisitor } from './visitor.ts';

/**
 * What a browser with a service worker gets once there shall be none: it takes the place of the other at the
 * next page load, throws away what that one kept, and goes. It answers no request, so pages come from the network.
 */
const farewell = `self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => {
	const clear = async () => {
		for (const name of await caches.keys()) if (name.startsWith('flotilla-')) await caches.delete(name);
		await self.registration.unregister();
	};
	event.waitUntil(clear());
});
`;

const headers = {
	// Asked for anew each time, so that a switched off one is gone with the next page load.
	'cache-control': 'no-cache',
	'x-content-type-options': 'nosniff',
	// A worker's policy is that of its own answer, not the page's.
	'content-security-policy': "default-src 'self'",
	vary: 'Accept-Encoding',
};

export interface ServiceWorkerRoutesOptions {
	pages: PageSource;
	assets: AssetStore;
	blobs: BlobStore;
	hot: HotBlobs;
}

/** `GET /sw.js`: the service worker of the channel's shell, or the one that removes itself. */
export const registerServiceWorkerRoutes = (
	app: FastifyInstance,
	{ pages, assets, blobs, hot }: ServiceWorkerRoutesOptions,
): void => {
	app.route({
		method: ['GET', 'HEAD'],
		url: serviceWorkerPath,
		async handler(request, reply) {
			const file = await pages.serviceWorker(() => readVisitor(request));
			const asset = file === null ? null : await assets.find(file.app, file.path);
			if (file === null || asset === null) {
				return reply.headers(headers).type('text/javascript; charset=utf-8').send(farewell);
			}
			const isPublished = async () => (await assets.findAgain(file.app, file.path)) !== null;
			const sent = await sendAsset({ blobs, hot, request, reply, path: file.path, asset, isPublished, headers });
			// Its bytes are lost. The worker that browsers have stays as it is.
			if (sent === false) throw createHttpError('NOT_FOUND', { headers: { 'cache-control': 'no-store' } });
			return sent;
		},
	});
};
