import { setTimeout } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import type { AuditLog } from '../audit/audit-log.ts';
import type { RequestOrigin } from '../audit/request-origin.ts';
import type { Schema } from '../database/schema.ts';
import type { Mailer } from '../mail/mailer.ts';
import type { AccountMails } from './account-mails.ts';
import type { OneTimeTokens, TokenOwner } from './one-time-tokens.ts';
import type { NewRegistration, Registrations } from './registrations.ts';

/**
 * What a stranger may ask for by an address. Each does the same work whether somebody has the address or
 * not, and answers nothing: who reads the mail learns the rest.
 */
export interface MailRequests {
	register(registration: NewRegistration, options: { origin: RequestOrigin }): Promise<void>;
	resendVerification(email: string): Promise<void>;
	forgotPassword(email: string): Promise<void>;
}

export interface MailRequestsOptions {
	database: Kysely<Schema>;
	registrations: Registrations;
	tokens: OneTimeTokens;
	mailer: Mailer;
	mails: AccountMails;
	audit: AuditLog;
	/** See `Settings`. */
	mailRequestTime: number;
}

interface Letter {
	purpose: 'verify-email' | 'reset-password';
	/** Null: nobody gets one. */
	owner: TokenOwner;
	write: (token: string) => ReturnType<AccountMails['resetPassword']>;
}

export const createMailRequests = (options: MailRequestsOptions): MailRequests => {
	const { database, registrations, tokens, mailer, mails, audit, mailRequestTime } = options;

	/** Who stands behind an address: an account, or else a registration. Asks for both, always. */
	const find = async (handle: Kysely<Schema>, email: string) => {
		const user = await handle
			.selectFrom('users')
			.select(['id', 'email_verified'])
			.where('email', '=', email)
			.executeTakeFirst();
		const waiting = await registrations.newestWaiting(handle, email);
		return { user, waiting };
	};

	const send = async (
		to: string,
		choose: (found: Awaited<ReturnType<typeof find>>, registrationId: string | undefined) => Letter,
		before: { registration: NewRegistration; origin: RequestOrigin } | undefined = undefined,
	): Promise<void> => {
		const work = database.transaction().execute(async (transaction) => {
			let registrationId: string | undefined;
			if (before !== undefined) {
				registrationId = await registrations.add(transaction, before.registration);
				const { origin } = before;
				await audit.record(transaction, { action: 'auth:registered', origin, details: { email: to } });
			}
			const { purpose, owner, write } = choose(await find(transaction, to), registrationId);
			const token = await tokens.issue(transaction, { purpose, owner });
			await mailer.queue(transaction, { to, content: write(token), unasked: true, withheld: owner === null });
		});
		// What is left of a difference (a foreign key that is looked up, a longer row) hides behind the wait.
		await Promise.all([work, setTimeout(mailRequestTime)]);
		mailer.wake();
	};

	return {
		register: (registration, { origin }) =>
			send(
				registration.email,
				({ user }, registrationId) =>
					user === undefined
						? {
								purpose: 'verify-email',
								owner: registrationId === undefined ? null : { registrationId },
								write: mails.confirmAddress,
							}
						: { purpose: 'reset-password', owner: { userId: user.id }, write: mails.accountExists },
				{ registration, origin },
			),
		resendVerification: (email) =>
			send(email, ({ user, waiting }) => {
				let owner: TokenOwner = null;
				if (user?.email_verified === false) owner = { userId: user.id };
				else if (user === undefined && waiting !== undefined) owner = { registrationId: waiting.id };
				return { purpose: 'verify-email', owner, write: mails.confirmAddress };
			}),
		forgotPassword: (email) =>
			send(email, ({ user, waiting }) => {
				// Nobody can have forgotten the password of an account that is still to be made: that is what they look for.
				if (user === undefined && waiting !== undefined) {
					return { purpose: 'verify-email', owner: { registrationId: waiting.id }, write: mails.confirmAddress };
				}
				const owner = user === undefined ? null : { userId: user.id };
				return { purpose: 'reset-password', owner, write: mails.resetPassword };
			}),
	};
};
