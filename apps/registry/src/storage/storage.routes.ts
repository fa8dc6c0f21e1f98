import { createEnvelope } from '@flotilla/server';
import type { FastifyInstance } from 'fastify';
import { assertMayAdministrate, type TokenStore } from '../tokens/token-store.ts';
import type { StorageReport } from './examine-storage.ts';

export interface StorageRoutesOptions {
	/** Reads all that is stored. */
	examine: () => Promise<StorageReport>;
	tokens: TokenStore;
}

/** Reading all stored files; needs a token for all apps with `admin`. Register under `/registry/v1`. */
export const registerStorageRoutes = (app: FastifyInstance, { examine, tokens }: StorageRoutesOptions): void => {
	let underWay: Promise<StorageReport> | undefined;
	app.post('/storage/examine', async (request) => {
		assertMayAdministrate(await tokens.authenticate(request.headers.authorization));
		// Who asks meanwhile gets the same answer: two readers would only halve the speed of the disk.
		underWay ??= examine().finally(() => {
			underWay = undefined;
		});
		return createEnvelope(await underWay, { requestId: request.id });
	});
};
