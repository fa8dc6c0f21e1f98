import type { Transaction } from 'kysely';
import type { AccountMails } from '../auth/account-mails.ts';
import type { OneTimeTokens } from '../auth/one-time-tokens.ts';
import type { Schema, UserRow } from '../database/schema.ts';
import type { Mailer } from '../mail/mailer.ts';

/** Asks people whose account somebody else made to set a password. */
export interface Invitations {
	/** Stored with the accounts, or not at all. Who may not sign in is not asked. */
	queue(transaction: Transaction<Schema>, users: readonly UserRow[]): Promise<void>;
	/** Call it after the transaction, as `Mailer.wake`. */
	wake(): void;
}

export interface InvitationsOptions {
	tokens: OneTimeTokens;
	mailer: Mailer;
	mails: AccountMails;
}

export const createInvitations = ({ tokens, mailer, mails }: InvitationsOptions): Invitations => ({
	async queue(transaction, users) {
		for (const { id, email, status } of users) {
			if (status !== 'active') continue;
			const token = await tokens.issue(transaction, { purpose: 'reset-password', owner: { userId: id } });
			await mailer.queue(transaction, { to: email, content: mails.invitation(token) });
		}
	},
	wake: () => mailer.wake(),
});
