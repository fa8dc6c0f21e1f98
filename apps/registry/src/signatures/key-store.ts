import { createHttpError } from '@flotilla/server';
import type { Kysely, Transaction } from 'kysely';
import { pointersOfApp } from '../channels/pointers-of-app.ts';
import type { KeyAction, RegistrySchema } from '../database/schema.ts';
import { isSigningKeyError, type PublicKey, readPublicKey } from './signing-key.ts';

type Handle = Kysely<RegistrySchema> | Transaction<RegistrySchema>;

export interface AppKey {
	keyId: string;
	/** PEM. */
	publicKey: string;
	trusted: boolean;
	/** Who trusted or distrusted it last, when and why. */
	changedBy: string;
	changedAt: string;
	reason: string | null;
}

interface KeyMove {
	app: string;
	actor: string;
	reason?: string | undefined;
}

/** A channel that serves a build which no trusted key has signed. */
export interface UnsignedPointer {
	channel: string;
	version: string;
}

export interface KeyStore {
	/**
	 * From now on builds of the app have to be signed, for good: no key being left is no reason to let in what nobody
	 * signed. Throws `HttpError` VALIDATION_FAILED for what is not an Ed25519 public key.
	 */
	trust(move: KeyMove & { publicKey: string }): Promise<{ keyId: string; changed: boolean }>;
	/**
	 * What only this key signed cannot be promoted or rolled back to any more; where it is served, it stays, and is
	 * named. Throws `HttpError` NOT_FOUND when the app never had the key.
	 */
	distrust(move: KeyMove & { keyId: string }): Promise<{ keyId: string; changed: boolean; live: UnsignedPointer[] }>;
	/** Those that were ever trusted, oldest first. */
	list(app: string): Promise<AppKey[]>;
}

/** The newest change of each key of the app. Empty: the app never had one, and its builds need no signature. */
export const keysOf = async (handle: Handle, app: string): Promise<AppKey[]> => {
	const rows = await handle
		.selectFrom('key_changes')
		.distinctOn('key_id')
		.select(['id', 'key_id', 'public_key', 'action', 'actor', 'reason', 'changed_at'])
		.where('app', '=', app)
		.orderBy('key_id')
		.orderBy('id', 'desc')
		.execute();
	return rows
		.toSorted((a, b) => a.id - b.id)
		.map(({ key_id, public_key, action, actor, reason, changed_at }) => ({
			keyId: key_id,
			publicKey: public_key,
			trusted: action === 'trust',
			changedBy: actor,
			changedAt: changed_at.toISOString(),
			reason,
		}));
};

const readKey = (pem: string): PublicKey => {
	try {
		return readPublicKey(pem);
	} catch (error) {
		if (!isSigningKeyError(error)) throw error;
		throw createHttpError('VALIDATION_FAILED', { errors: { publicKey: [error.message] }, cause: error });
	}
};

export const createKeyStore = (database: Kysely<RegistrySchema>): KeyStore => {
	const write = (handle: Handle, { app, actor, reason }: KeyMove, { keyId, pem }: PublicKey, action: KeyAction) =>
		handle
			.insertInto('key_changes')
			.values({ app, key_id: keyId, public_key: pem, action, actor, reason: reason ?? null })
			.execute();

	const unsignedPointers = async (handle: Handle, app: string): Promise<UnsignedPointer[]> => {
		const trusted = (await keysOf(handle, app)).filter(({ trusted: is }) => is).map(({ keyId }) => keyId);
		const pointers = await pointersOfApp(handle, app);
		const signatures = await handle
			.selectFrom('build_signatures')
			.select(['version', 'key_id'])
			.where('app', '=', app)
			.execute();
		const isSigned = (version: string): boolean =>
			signatures.some((signature) => signature.version === version && trusted.includes(signature.key_id));
		return pointers.filter(({ version }) => !isSigned(version));
	};

	return {
		trust: ({ publicKey, ...move }) =>
			database.transaction().execute(async (transaction) => {
				const key = readKey(publicKey);
				const known = (await keysOf(transaction, move.app)).find(({ keyId }) => keyId === key.keyId);
				if (known?.trusted) return { keyId: key.keyId, changed: false };
				await write(transaction, move, key, 'trust');
				return { keyId: key.keyId, changed: true };
			}),

		distrust: ({ keyId, ...move }) =>
			database.transaction().execute(async (transaction) => {
				const known = (await keysOf(transaction, move.app)).find((key) => key.keyId === keyId);
				if (known === undefined) {
					throw createHttpError('NOT_FOUND', { message: `${move.app} never had the key ${keyId}.` });
				}
				if (known.trusted) await write(transaction, move, { keyId, pem: known.publicKey }, 'distrust');
				return { keyId, changed: known.trusted, live: await unsignedPointers(transaction, move.app) };
			}),

		list: (app) => keysOf(database, app),
	};
};
