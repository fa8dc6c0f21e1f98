import type { Transaction } from 'kysely';
import type { Schema, UserRow } from '../database/schema.ts';

/** Asks people whose account somebody else made to set a password. */
export interface Invitations {
	/** What it stores is stored with the accounts, or not at all. */
	send(transaction: Transaction<Schema>, users: readonly UserRow[]): Promise<void>;
}

/** Nobody is asked: they find "Forgot password" by themselves. */
export const noInvitations: Invitations = { send: async () => undefined };
