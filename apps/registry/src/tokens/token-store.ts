import { createHash, randomBytes } from 'node:crypto';
import { createHttpError } from '@flotilla/server';
import type { Kysely } from 'kysely';
import type { RegistrySchema } from '../database/schema.ts';

/** Who publishes: the name ends up in the history. */
export interface Publisher {
	name: string;
	/** `*` is every app, and the right to make tokens. */
	apps: string[];
}

export interface TokenStore {
	/**
	 * Makes a token and gives it out this once; only its hash is kept.
	 * Throws `HttpError` VALIDATION_FAILED when the name is taken.
	 */
	create(publisher: Publisher): Promise<string>;
	/** Removing what is not there is not an error. */
	remove(name: string): Promise<void>;
	/** Whose token an `Authorization` header carries. Throws `HttpError` AUTHENTICATION_REQUIRED or TOKEN_INVALID. */
	authenticate(authorization: string | undefined): Promise<Publisher>;
	isEmpty(): Promise<boolean>;
}

// A plain hash is enough: 256 random bits cannot be guessed, so there is nothing to slow down.
const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

/** Throws `HttpError` FORBIDDEN. */
export const assertMayPublish = (publisher: Publisher, app: string): void => {
	if (publisher.apps.includes('*') || publisher.apps.includes(app)) return;
	throw createHttpError('FORBIDDEN', { message: `The token "${publisher.name}" may not publish ${app}.` });
};

/** Throws `HttpError` FORBIDDEN. */
export const assertMayPublishAll = (publisher: Publisher): void => {
	if (publisher.apps.includes('*')) return;
	throw createHttpError('FORBIDDEN', { message: 'Only a token for all apps may do this.' });
};

export const createTokenStore = (database: Kysely<RegistrySchema>): TokenStore => ({
	async create({ name, apps }) {
		const token = `flt_${randomBytes(32).toString('base64url')}`;
		const made = await database
			.insertInto('tokens')
			.values({ name, hash: hashOf(token), apps: JSON.stringify(apps) })
			.onConflict((conflict) => conflict.column('name').doNothing())
			.returning('name')
			.executeTakeFirst();
		if (made === undefined) {
			throw createHttpError('VALIDATION_FAILED', { errors: { name: ['A token of this name exists already.'] } });
		}
		return token;
	},

	async remove(name) {
		await database.deleteFrom('tokens').where('name', '=', name).execute();
	},

	async authenticate(authorization) {
		const token = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
		if (token === undefined) {
			throw createHttpError('AUTHENTICATION_REQUIRED', {
				message: 'Send a publish token: "Authorization: Bearer …".',
				headers: { 'www-authenticate': 'Bearer' },
			});
		}
		const publisher = await database
			.selectFrom('tokens')
			.select(['name', 'apps'])
			.where('hash', '=', hashOf(token))
			.executeTakeFirst();
		if (publisher === undefined) {
			throw createHttpError('TOKEN_INVALID', {
				message: 'The publish token is not known here.',
				headers: { 'www-authenticate': 'Bearer error="invalid_token"' },
			});
		}
		return publisher;
	},

	async isEmpty() {
		return (await database.selectFrom('tokens').select('name').limit(1).executeTakeFirst()) === undefined;
	},
});
