import { createHash, randomBytes } from 'node:crypto';
import type { Kysely, Transaction } from 'kysely';
import type { Clock } from '../clock.ts';
import type { OneTimeTokensTable, Schema } from '../database/schema.ts';

type Purpose = OneTimeTokensTable['purpose'];

/** Whom a token is for. Null: nobody; such a token is made so that an unknown address costs the same work. */
export type TokenOwner = { userId: string } | { registrationId: string } | null;

/** Tokens of links in mails: good once, for a time, for one purpose. The database has their hashes only. */
export interface OneTimeTokens {
	issue(transaction: Transaction<Schema>, token: { purpose: Purpose; owner: TokenOwner }): Promise<string>;
	/** Uses a token up. Null when it was used, has run out, or never was one. */
	consume(transaction: Transaction<Schema>, token: { purpose: Purpose; token: string }): Promise<TokenOwner>;
	/** Ends every other token of a person. */
	revokeAllOf(transaction: Transaction<Schema>, userId: string): Promise<void>;
	/** Removes what has run out. */
	prune(): Promise<void>;
}

export interface OneTimeTokensOptions {
	database: Kysely<Schema>;
	clock: Clock;
	/** Seconds, as in `Settings`. */
	verificationTtl: number;
	passwordResetTtl: number;
}

const tokenBytes = 32;
const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

export const createOneTimeTokens = (options: OneTimeTokensOptions): OneTimeTokens => {
	const { database, clock, verificationTtl, passwordResetTtl } = options;
	const ttls: Record<Purpose, number> = { 'verify-email': verificationTtl, 'reset-password': passwordResetTtl };

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
				})
				.execute();
			return token;
		},
		async consume(transaction, { purpose, token }) {
			const used = await transaction
				.deleteFrom('one_time_tokens')
				.where('hash', '=', hashOf(token))
				.where('purpose', '=', purpose)
				.where('expires_at', '>', new Date(clock.now()))
				.returning(['user_id', 'registration_id'])
				.executeTakeFirst();
			if (used === undefined) return null;
			if (used.user_id !== null) return { userId: used.user_id };
			return used.registration_id === null ? null : { registrationId: used.registration_id };
		},
		async revokeAllOf(transaction, userId) {
			await transaction.deleteFrom('one_time_tokens').where('user_id', '=', userId).execute();
		},
		async prune() {
			await database.deleteFrom('one_time_tokens').where('expires_at', '<', new Date(clock.now())).execute();
		},
	};
};
