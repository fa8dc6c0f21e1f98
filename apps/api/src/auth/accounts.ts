import type { Kysely } from 'kysely';
import type { AuditLog } from '../audit/audit-log.ts';
import type { Clock } from '../clock.ts';
import type { Schema } from '../database/schema.ts';
import type { Mailer } from '../mail/mailer.ts';
import type { EventLog } from '../realtime/event-log.ts';
import type { Settings } from '../settings.ts';
import { createAccountMails } from './account-mails.ts';
import { createMailRequests, type MailRequests } from './mail-requests.ts';
import { createOneTimeTokens, type OneTimeTokens } from './one-time-tokens.ts';
import { createPasswordCheck, type PasswordCheck } from './password.ts';
import { createPasswords, type Passwords } from './passwords.ts';
import { createRegistrations, type Registrations } from './registrations.ts';
import type { Sessions } from './sessions.ts';
import { createSignInLock, type SignInLock } from './sign-in-lock.ts';

/** How accounts come about and who may use them, wired together. */
export interface Accounts {
	check: PasswordCheck;
	lock: SignInLock;
	links: OneTimeTokens;
	registrations: Registrations;
	requests: MailRequests;
	passwords: Passwords;
	/** Forgets what has run out. */
	prune(): Promise<void>;
}

export interface AccountsOptions {
	database: Kysely<Schema>;
	events: EventLog;
	sessions: Sessions;
	audit: AuditLog;
	mailer: Mailer;
	clock: Clock;
	settings: Settings;
}

export const createAccounts = async (options: AccountsOptions): Promise<Accounts> => {
	const { database, clock, audit, settings } = options;
	const check = await createPasswordCheck();
	const { nobodysHash } = check;
	const mails = createAccountMails(settings);
	const lock = createSignInLock({ database, clock, audit, settings });
	const tokens = createOneTimeTokens({ database, clock, ...settings });
	const registrations = createRegistrations({ database, clock, audit, tokens, nobodysHash, ...settings });
	return {
		check,
		lock,
		links: tokens,
		registrations,
		requests: createMailRequests({ ...options, ...settings, registrations, tokens, mails }),
		passwords: createPasswords({ ...options, check, tokens, lock, mails }),
		async prune() {
			for (const part of [lock, tokens, registrations]) await part.prune();
		},
	};
};
