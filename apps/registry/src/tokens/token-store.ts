import { createHash, randomBytes } from 'node:crypto';
import { createHttpError } from '@flotilla/server';
import type { Kysely } from 'kysely';
import type { RegistrySchema } from '../database/schema.ts';
import { defaultVerbs, type Verb } from './verbs.ts';

/** Who publishes: the name ends up in the history. */
export interface Publisher {
	name: string;
	/** `*` is every app. */
	apps: string[];
	/** What it may do with those apps. */
	can: Verb[];
}

export interface NewToken {
	/** Shown in the history. */
	name: string;
	/** `*` is every app. */
	apps: string[];
	/** Default: publish, promote, rollback and pin. */
	can?: readonly Verb[] | undefined;
	/** Seconds until it ends. Default: it does not. */
	expiresIn?: number | undefined;
}

/** A token as it is listed: everything but itself. */
export interface TokenDescription extends Publisher {
	createdAt: string;
	/** `null`: it does not end. */
	expiresAt: string | null;
	expired: boolean;
}

export interface TokenStore {
	/**
	 * Makes a token and gives it out this once; only its hash is kept.
	 * Throws `HttpError` VALIDATION_FAILED when the name is taken.
	 */
	create(token: NewToken): Promise<string>;
	/** All there are, by name; those that have ended as well, until they are removed. */
	list(): Promise<TokenDescription[]>;
	/** Removing what is not there is not an error. */
	remove(name: string): Promise<void>;
	/**
	 * Whose token an `Authorization` header carries.
	 * Throws `HttpError` AUTHENTICATION_REQUIRED, TOKEN_INVALID or TOKEN_EXPIRED.
	 */
	authenticate(authorization: string | undefined): Promise<Publisher>;
	isEmpty(): Promise<boolean>;
}

// A plain hash is enough: 256 random bits cannot be guessed, so there is nothing to slow down.
const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

const all = '*';

/** `users and files`; `every app`. */
const inWords = (names: readonly string[]): string => {
	if (names.includes(all)) return 'every app';
	return names.length < 2 ? names.join() : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
};

/** Throws `HttpError` FORBIDDEN, which says what the token lacks: the app, the verb, or both. */
export const assertMay = (publisher: Publisher, verb: Verb, app: string): void => {
	const { name, apps, can } = publisher;
	const lacks = [
		...(can.includes(verb) ? [] : [`the verb ${verb} (it has ${inWords(can)})`]),
		...(apps.includes(all) || apps.includes(app) ? [] : [`the app ${app} (it is for ${inWords(apps)})`]),
	];
	if (lacks.length === 0) return;
	throw createHttpError('FORBIDDEN', {
		message: `The token "${name}" may not ${verb} ${app}: it lacks ${lacks.join(' and ')}.`,
	});
};

/** Throws `HttpError` FORBIDDEN. */
export const assertMayPublish = (publisher: Publisher, app: string): void => assertMay(publisher, 'publish', app);

/** For what concerns the whole registry. Throws `HttpError` FORBIDDEN. */
export const assertMayAdministrate = ({ name, apps, can }: Publisher): void => {
	if (apps.includes(all) && can.includes('admin')) return;
	throw createHttpError('FORBIDDEN', {
		message: `Only a token for all apps with the verb admin may do this, and "${name}" is for ${inWords(apps)} with ${inWords(can)}.`,
	});
};

export interface TokenStoreOptions {
	database: Kysely<RegistrySchema>;
	/** Milliseconds since 1970. Default: the system's clock. */
	now?: () => number;
}

export const createTokenStore = ({ database, now = Date.now }: TokenStoreOptions): TokenStore => ({
	async create({ name, apps, can = defaultVerbs, expiresIn }) {
		const token = `flt_${randomBytes(32).toString('base64url')}`;
		const made = await database
			.insertInto('tokens')
			.values({
				name,
				hash: hashOf(token),
				apps: JSON.stringify(apps),
				can: JSON.stringify(can),
				expires_at: expiresIn === undefined ? null : new Date(now() + expiresIn * 1000),
			})
			.onConflict((conflict) => conflict.column('name').doNothing())
			.returning('name')
			.executeTakeFirst();
		if (made === undefined) {
			throw createHttpError('VALIDATION_FAILED', { errors: { name: ['A token of this name exists already.'] } });
		}
		return token;
	},

	async list() {
		const rows = await database
			.selectFrom('tokens')
			.select(['name', 'apps', 'can', 'created_at', 'expires_at'])
			.orderBy('name')
			.execute();
		return rows.map(({ name, apps, can, created_at, expires_at }) => ({
			name,
			apps,
			can,
			createdAt: created_at.toISOString(),
			expiresAt: expires_at?.toISOString() ?? null,
			expired: expires_at !== null && expires_at.getTime() <= now(),
		}));
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
		const found = await database
			.selectFrom('tokens')
			.select(['name', 'apps', 'can', 'expires_at'])
			.where('hash', '=', hashOf(token))
			.executeTakeFirst();
		if (found === undefined) {
			throw createHttpError('TOKEN_INVALID', {
				message: 'The publish token is not known here.',
				headers: { 'www-authenticate': 'Bearer error="invalid_token"' },
			});
		}
		const { expires_at: expiresAt, ...publisher } = found;
		if (expiresAt !== null && expiresAt.getTime() <= now()) {
			throw createHttpError('TOKEN_EXPIRED', {
				message: `The token "${publisher.name}" ended on ${expiresAt.toISOString()}. Ask for a new one.`,
				headers: { 'www-authenticate': 'Bearer error="invalid_token"' },
			});
		}
		return publisher;
	},

	async isEmpty() {
		return (await database.selectFrom('tokens').select('name').limit(1).executeTakeFirst()) === undefined;
	},
});
