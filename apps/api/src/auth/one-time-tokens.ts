import { createHash, randomBytes } from 'node:crypto';
import { createHttpError, type HttpError } from '@flotilla/server';
import type { Kysely, Transaction } from 'kysely';
import type { Clock } from '../clock.ts';
import type { OneTimeTokensTable, Schema } from '../database/schema.ts';

type Purpose = OneTimeTokensTable['purpose'];

/** Whom a token is for. Null: nobody; such a token is made so that an unknown address costs the same work. */
export type TokenOwner = NamedOwner | null;
export type NamedOwner = { userId: string } | { registrationId: string };

/** Tokens of links in mails: good once, for a time, for one purpose. The database has their hashes only. */
export interface OneTimeTokens {
	issue(transaction: Transaction<Schema>, token: { purpose: Purpose; owner: TokenOwner }): Promise<string>;
	/** Uses a token up. Throws `HttpError` LINK_USED, LINK_EXPIRED, or LINK_INVALID for what never was one. */
	consume(transaction: Transaction<Schema>, token: { purpose: Purpose; token: string }): Promise<NamedOwner>;
	/** Makes every other token of an owner as good as used. */
	revokeAllOf(transaction: Transaction<Schema>, owner: NamedOwner): Promise<void>;
	/** Removes what ran out so long ago that nobody needs to be told. */
	prune(): Promise<void>;
}

export interface OneTimeTokensOptions {
	database: Kysely<Schema>;
	clock: Clock;
	/** Seconds, as in `Settings`. */
	verificationTtl: number;
	passwordResetTtl: number;
	linkMemory: number;
}

const tokenBytes = 32;
const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

export const createOneTimeTokens = (options: OneTimeTokensOptions): OneTimeTokens => {
	const { database, clock, verificationTtl, passwordResetTtl, linkMemory } = options;
	const ttls: Record<Purpose, number> = { 'verify-email': verificationTtl, 'reset-password': passwordResetTtl };

	/** Whoever asks holds the token, so it gives nothing away to say what became of it. */
	const refusalOf = async (
		transaction: Transaction<Schema>,
		{ purpose, token }: { purpose: Purpose; token: string },
	): Promise<HttpError> => {
		const known = await transaction
			.selectFrom('one_time_tokens')
			.select('used_at')
			.where('hash', '=', hashOf(token))
			.where('purpose', '=', purpose)
			.where((is) => is.or([is('user_id', 'is not', null), is('registration_id', 'is not', null)]))
			.executeTakeFirst();
		if (known === undefined) return createHttpError('LINK_INVALID');
		return createHttpError(known.used_at === null ? 'LINK_EXPIRED' : 'LINK_USED');
	};

	return {
		async issue(transaction, { purpose, owner }) {
			const token = randomBytes(tokenBytes).toString('base64url');
			await transaction
				.insertInto('one_time_tokens')
				.values({
					hash: hashOf(token),
					purpose,
					user_id: owner !== null && 'userId' in owner ? owner.userId : null,
					registration_id: owner !== null && 'registrationId' in owner ? owner.registrationId : null,
					expires_at: new Date(clock.now() + ttls[purpose] * 1000),
					used_at: null,
				})
				.execute();
			return token;
		},
		async consume(transaction, { purpose, token }) {
			const now = new Date(clock.now());
			const used = await transaction
				.updateTable('one_time_tokens')
				.set({ used_at: now })
				.where('hash', '=', hashOf(token))
				.where('purpose', '=', purpose)
				.where('used_at', 'is', null)
				.where('expires_at', '>', now)
				.returning(['user_id', 'registration_id'])
				.executeTakeFirst();
			if (used === undefined) throw await refusalOf(transaction, { purpose, token });
			if (used.user_id !== null) return { userId: used.user_id };
			if (used.registration_id === null) throw createHttpError('LINK_INVALID');
			return { registrationId: used.registration_id };
		},
		async revokeAllOf(transaction, owner) {
			await transaction
				.updateTable('one_time_tokens')
				.set({ used_at: new Date(clock.now()) })
				.where((is) =>
					'userId' in owner ? is('user_id', '=', owner.userId) : is('registration_id', '=', owner.registrationId),
				)
				.where('used_at', 'is', null)
				.execute();
		},
		async prune() {
			const forgotten = new Date(clock.now() - linkMemory * 1000);
			await database.deleteFrom('one_time_tokens').where('expires_at', '<', forgotten).execute();
		},
	};
};
