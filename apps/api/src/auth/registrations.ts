import { randomUUID } from 'node:crypto';
import type { RegisterBody, VerifiedEmail } from '@flotilla/contracts';
import { createHttpError, isHttpError } from '@flotilla/server';
import type { Kysely, Selectable, Transaction } from 'kysely';
import type { AuditLog } from '../audit/audit-log.ts';
import type { RequestOrigin } from '../audit/request-origin.ts';
import type { Clock } from '../clock.ts';
import type { RegistrationsTable, Schema } from '../database/schema.ts';
import type { AppendEvent } from '../realtime/event-log.ts';
import { createUser } from '../users/create-user.ts';
import type { OneTimeTokens } from './one-time-tokens.ts';

type RegistrationRow = Selectable<RegistrationsTable>;

/**
 * What people typed to get an account, until the link that went to their address is followed: an account
 * exists from then on and not before, so nobody holds an address that is not theirs.
 *
 * A registration of an address that has an account is kept like any other, and answers like any other
 * when somebody tries to sign in with it; it is only never confirmed. One that waits while another of the
 * same address is confirmed becomes the same. That is how trying tells nothing about an address.
 */
export interface Registrations {
	add(transaction: Transaction<Schema>, registration: NewRegistration): Promise<string>;
	/** The last one of this address, confirmed or not. */
	newestOf(database: Kysely<Schema>, email: string): Promise<RegistrationRow | undefined>;
	/** The last one of this address that waits to be confirmed. */
	newestWaiting(database: Kysely<Schema>, email: string): Promise<RegistrationRow | undefined>;
	/** Makes the account. Throws `HttpError` LINK_USED when the address has got one meanwhile. */
	confirm(
		transaction: Transaction<Schema>,
		append: AppendEvent,
		options: { id: string; origin: RequestOrigin },
	): Promise<VerifiedEmail>;
	/** Forgets those that were never confirmed. */
	prune(): Promise<void>;
}

export type NewRegistration = Pick<RegisterBody, 'email' | 'firstName' | 'lastName'> & { passwordHash: string };

export interface RegistrationsOptions {
	database: Kysely<Schema>;
	clock: Clock;
	audit: AuditLog;
	tokens: OneTimeTokens;
	/** Of a password that nobody knows. */
	nobodysHash: string;
	/** Days a registration waits. */
	registrationRetention: number;
}

const day = 24 * 60 * 60 * 1000;

export const createRegistrations = (options: RegistrationsOptions): Registrations => {
	const { database, clock, audit, tokens, nobodysHash, registrationRetention } = options;

	/** How many of its address wait, itself aside. */
	const countOthers = async (transaction: Transaction<Schema>, { id, email }: RegistrationRow): Promise<number> => {
		const { count } = await transaction
			.selectFrom('registrations')
			.select((query) => query.fn.countAll<number>().as('count'))
			.where('email', '=', email)
			.where('id', '!=', id)
			.where('confirmed_at', 'is', null)
			.executeTakeFirstOrThrow();
		return count;
	};

	const newest = (handle: Kysely<Schema>, email: string) =>
		handle
			.selectFrom('registrations')
			.selectAll()
			.where('email', '=', email)
			.orderBy('created_at', 'desc')
			.orderBy('id', 'desc')
			.limit(1);

	return {
		async add(transaction, { email, firstName, lastName, passwordHash }) {
			const id = randomUUID();
			await transaction
				.insertInto('registrations')
				.values({
					id,
					email,
					first_name: firstName,
					last_name: lastName,
					password_hash: passwordHash,
					created_at: new Date(clock.now()),
					confirmed_at: null,
				})
				.execute();
			return id;
		},
		newestOf: (handle, email) => newest(handle, email).executeTakeFirst(),
		newestWaiting: (handle, email) => newest(handle, email).where('confirmed_at', 'is', null).executeTakeFirst(),
		async confirm(transaction, append, { id, origin }) {
			const row = await transaction
				.selectFrom('registrations')
				.selectAll()
				.where('id', '=', id)
				.where('confirmed_at', 'is', null)
				.forUpdate()
				.executeTakeFirst();
			if (row === undefined) throw createHttpError('LINK_USED');
			// Whoever registers an address again and again hopes that its owner follows the wrong link.
			const isDisputed = (await countOthers(transaction, row)) > 0;
			const now = new Date(clock.now());
			// The row stays: it goes on hiding the ones before it. Its links and its password are of no more use.
			await transaction
				.updateTable('registrations')
				.set({ confirmed_at: now, password_hash: nobodysHash })
				.where('id', '=', id)
				.execute();
			await tokens.revokeAllOf(transaction, { registrationId: id });
			const userId = randomUUID();
			const values = {
				id: userId,
				email: row.email,
				first_name: row.first_name,
				last_name: row.last_name,
				password_hash: isDisputed ? nobodysHash : row.password_hash,
				role: 'member',
				status: 'active',
				email_verified: true,
				created_at: now,
				updated_at: now,
				last_sign_in_at: null,
			} as const;
			await createUser(transaction, append, values).catch((error: unknown) => {
				if (isHttpError(error) && error.code === 'EMAIL_TAKEN') throw createHttpError('LINK_USED', { cause: error });
				throw error;
			});
			const acting = { ...origin, actorId: userId };
			const subject = { type: 'user', id: userId } as const;
			await audit.record(transaction, {
				action: 'users:created',
				origin: acting,
				subject,
				details: { by: 'registration' },
			});
			await audit.record(transaction, { action: 'auth:email-verified', origin: acting, subject });
			const owner = { userId };
			return {
				email: row.email,
				passwordToken: isDisputed ? await tokens.issue(transaction, { purpose: 'reset-password', owner }) : null,
			};
		},
		async prune() {
			await database
				.deleteFrom('registrations')
				.where('created_at', '<', new Date(clock.now() - registrationRetention * day))
				.execute();
		},
	};
};
