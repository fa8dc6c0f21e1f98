import { appName, assetPath } from '@flotilla/contracts';
import type { Kysely } from 'kysely';
import { LRUCache } from 'lru-cache';
import type { RegistrySchema } from '../database/schema.ts';
import type { Encoding } from './negotiate-encoding.ts';

/** The same file in one encoding. */
export interface AssetVariant {
	/** Key in the blob store. */
	sha256: string;
	/** Bytes as sent. */
	size: number;
}

export type Asset = Partial<Record<Encoding, AssetVariant>> & { identity: AssetVariant };

export interface AssetStore {
	/** `null` when no published build of the app has this path. */
	find(app: string, path: string): Promise<Asset | null>;
	/** The same, from the database: `find` remembers what was collected since. */
	findAgain(app: string, path: string): Promise<Asset | null>;
}

/** Addresses remembered, a few hundred bytes each. */
const rememberedAssets = 10_000;

export const createAssetStore = (database: Kysely<RegistrySchema>): AssetStore => {
	// Bytes behind a path never change, so what was found once stays true. A miss is not remembered: it may be published next.
	const found = new LRUCache<string, Asset>({ max: rememberedAssets });

	const findAgain: AssetStore['findAgain'] = async (app, path) => {
		const key = `${app}/${path}`;
		found.delete(key);
		// What cannot have been published need not be looked up, and a NUL would be an error of the database's.
		if (!(appName.safeParse(app).success && assetPath.safeParse(path).success)) return null;
		const row = await database
			.selectFrom('assets')
			.selectAll()
			.where('app', '=', app)
			.where('path', '=', path)
			.where('collected_at', 'is', null)
			.executeTakeFirst();
		if (row === undefined) return null;
		const variant = (sha256: string | null, size: number | null): AssetVariant | undefined =>
			sha256 === null || size === null ? undefined : { sha256, size };
		const br = variant(row.brotli_sha256, row.brotli_size);
		const gzip = variant(row.gzip_sha256, row.gzip_size);
		const asset: Asset = {
			identity: { sha256: row.sha256, size: row.size },
			...(br === undefined ? {} : { br }),
			...(gzip === undefined ? {} : { gzip }),
		};
		found.set(key, asset);
		return asset;
	};

	return { find: async (app, path) => found.get(`${app}/${path}`) ?? findAgain(app, path), findAgain };
};
