import type { Kysely } from 'kysely';
import type { RegistrySchema } from '../database/schema.ts';
import { keysOf } from './key-store.ts';

export interface KeyedSignature {
	keyId: string;
	/** Base64. */
	value: string;
	/** Whether the app trusts the key now. */
	trusted: boolean;
	signedAt: string;
}

/** The signatures of an app's builds by version, oldest first. */
export const signaturesOf = async (
	database: Kysely<RegistrySchema>,
	app: string,
): Promise<Map<string, KeyedSignature[]>> => {
	const trusted = new Set((await keysOf(database, app)).filter((key) => key.trusted).map(({ keyId }) => keyId));
	const rows = await database
		.selectFrom('build_signatures')
		.select(['version', 'key_id', 'signature', 'signed_at'])
		.where('app', '=', app)
		.orderBy('signed_at')
		.execute();
	const byVersion = new Map<string, KeyedSignature[]>();
	for (const { version, key_id: keyId, signature, signed_at } of rows) {
		const signed = { keyId, value: signature, trusted: trusted.has(keyId), signedAt: signed_at.toISOString() };
		byVersion.set(version, [...(byVersion.get(version) ?? []), signed]);
	}
	return byVersion;
};
