import { createHash } from 'node:crypto';
import { type ApiContract, pickOperations } from '@flotilla/contracts/open-api';
import type { Kysely, Transaction } from 'kysely';
import { canonicalJson } from '../builds/canonical-json.ts';
import type { RegistrySchema } from '../database/schema.ts';

type Handle = Kysely<RegistrySchema> | Transaction<RegistrySchema>;

/** Bytes of an OpenAPI document, whether it is asked for or sent; a larger one is not read. */
export const maximumDocument = 8 * 1024 * 1024;

/** Contracts of a channel that are kept: the newest counts, the others tell when something changed. */
const keptContracts = 20;

/** What the API behind a channel's pages offers, as it was last seen. */
export interface SeenContract {
	/** The SHA-256 of what is compared, its first 16 hex digits. */
	digest: string;
	/** What the API calls its version. */
	version: string;
	/** When it was seen for the first time. */
	seenAt: string;
	document: ApiContract;
}

/** `null`: no node that serves the channel has ever reached its API. */
export const readContract = async (handle: Handle, channel: string): Promise<SeenContract | null> => {
	const row = await handle
		.selectFrom('api_contracts')
		.select(['digest', 'document', 'seen_at'])
		.where('channel', '=', channel)
		.orderBy('id', 'desc')
		.limit(1)
		.executeTakeFirst();
	if (row === undefined) return null;
	const { digest, document, seen_at } = row;
	return { digest, version: document.info.version, seenAt: seen_at.toISOString(), document };
};

/** What endpoints of builds are compared with in a channel; `null` when it is not known. */
export const liveContract = async (handle: Handle, channel: string): Promise<ApiContract | null> =>
	(await readContract(handle, channel))?.document ?? null;

/**
 * Writes down what a channel's API offers, unless that is what is known. Nodes that see it at once write it twice, which
 * says the same. Answers whether it is news.
 */
export const keepContract = async (
	database: Kysely<RegistrySchema>,
	channel: string,
	contract: ApiContract,
): Promise<boolean> => {
	const document = pickOperations(contract);
	const digest = createHash('sha256').update(canonicalJson(document)).digest('hex').slice(0, 16);
	const known = await database
		.selectFrom('api_contracts')
		.select(['id', 'digest'])
		.where('channel', '=', channel)
		.orderBy('id', 'desc')
		.limit(keptContracts)
		.execute();
	if (known[0]?.digest === digest) return false;
	await database
		.insertInto('api_contracts')
		.values({ channel, digest, document: JSON.stringify(document) })
		.execute();
	// With the new one there are so many again.
	const superfluous = known[keptContracts - 1];
	if (superfluous !== undefined) {
		await database
			.deleteFrom('api_contracts')
			.where('channel', '=', channel)
			.where('id', '<=', superfluous.id)
			.execute();
	}
	return true;
};
