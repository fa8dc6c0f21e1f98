import { createHttpError } from '@flotilla/server';
import type { Kysely, Transaction } from 'kysely';
import type { AuditLog } from '../audit/audit-log.ts';
import type { RequestOrigin } from '../audit/request-origin.ts';
import type { Clock } from '../clock.ts';
import type { Schema, UserRow } from '../database/schema.ts';
import type { Mailer } from '../mail/mailer.ts';
import type { AppendEvent, EventLog } from '../realtime/event-log.ts';
import { toUser } from '../users/to-user.ts';
import type { AccountMails } from './account-mails.ts';
import type { OneTimeTokens } from './one-time-tokens.ts';
import { hashPassword, type PasswordCheck } from './password.ts';
import type { Sessions } from './sessions.ts';
import type { SignInLock } from './sign-in-lock.ts';
import type { Subject } from './subject.ts';

/** New passwords for accounts that exist. Each tells the account's owner by mail. */
export interface Passwords {
	/** Ends all sessions and locks, and confirms the address. Throws `HttpError` as `OneTimeTokens.consume` does. */
	reset(options: { token: string; password: string; origin: RequestOrigin }): Promise<void>;
	/** Ends all other sessions where it is told to. Throws `HttpError` VALIDATION_FAILED at `currentPassword`, or SIGN_IN_LOCKED. */
	change(options: {
		subject: Subject;
		currentPassword: string;
		newPassword: string;
		endOtherSessions: boolean;
		origin: RequestOrigin;
	}): Promise<void>;
}

export interface PasswordsOptions {
	database: Kysely<Schema>;
	events: EventLog;
	clock: Clock;
	audit: AuditLog;
	check: PasswordCheck;
	tokens: OneTimeTokens;
	sessions: Sessions;
	lock: SignInLock;
	mailer: Mailer;
	mails: AccountMails;
}

const deleted = () => createHttpError('SESSION_REVOKED');
const notCurrent = () =>
	createHttpError('VALIDATION_FAILED', { errors: { currentPassword: ['This is not your current password.'] } });

export const createPasswords = (options: PasswordsOptions): Passwords => {
	const { database, events, clock, audit, check, tokens, sessions, lock, mailer, mails } = options;

	const settle = async (
		transaction: Transaction<Schema>,
		append: AppendEvent,
		change: { user: UserRow; passwordHash: string; verifies: boolean; ends: 'all' | { except: string } | 'none' },
	): Promise<string[]> => {
		const { user, passwordHash, ends } = change;
		const verifies = change.verifies && !user.email_verified;
		const updated = await transaction
			.updateTable('users')
			.set({
				password_hash: passwordHash,
				...(verifies ? { email_verified: true, version: user.version + 1, updated_at: new Date(clock.now()) } : {}),
			})
			.where('id', '=', user.id)
			.returningAll()
			.executeTakeFirstOrThrow();
		await tokens.revokeAllOf(transaction, { userId: user.id });
		await mailer.queue(transaction, { to: user.email, content: mails.passwordChanged() });
		if (verifies) {
			await append({ type: 'users:updated', payload: { user: toUser(updated) }, permission: 'users:read' });
		}
		if (ends === 'none') return [];
		return sessions.end(transaction, append, { userId: user.id, ...(ends === 'all' ? {} : ends) });
	};

	return {
		async reset({ token, password, origin }) {
			const passwordHash = await hashPassword(password);
			const ended = await events.write(async (transaction, append) => {
				const owner = await tokens.consume(transaction, { purpose: 'reset-password', token });
				if (!('userId' in owner)) throw createHttpError('LINK_INVALID');
				const user = await transaction
					.selectFrom('users')
					.selectAll()
					.where('id', '=', owner.userId)
					.forUpdate()
					.executeTakeFirstOrThrow(() => createHttpError('LINK_INVALID'));
				await lock.forget(transaction, user.email);
				await audit.record(transaction, {
					action: 'auth:password-reset',
					origin: { ...origin, actorId: user.id },
					subject: { type: 'user', id: user.id },
				});
				return settle(transaction, append, { user, passwordHash, verifies: true, ends: 'all' });
			});
			sessions.announceEnd(ended);
			mailer.wake();
		},
		async change({ subject, currentPassword, newPassword, endOtherSessions, origin }) {
			const { userId, sessionId } = subject;
			const { email, password_hash: storedHash } = await database
				.selectFrom('users')
				.select(['email', 'password_hash'])
				.where('id', '=', userId)
				.executeTakeFirstOrThrow(deleted);
			const attempt = await lock.begin({ email, origin });
			if (!(await check.matches(currentPassword, storedHash))) {
				await attempt.fail(userId);
				throw notCurrent();
			}
			const passwordHash = await hashPassword(newPassword);
			const ended = await events.write(async (transaction, append) => {
				await attempt.succeed(transaction);
				const user = await transaction
					.selectFrom('users')
					.selectAll()
					.where('id', '=', userId)
					.forUpdate()
					.executeTakeFirstOrThrow(deleted);
				// Changed in another window since it was compared.
				if (user.password_hash !== storedHash) throw notCurrent();
				const entry = { action: 'auth:password-changed', origin, subject: { type: 'user', id: userId } } as const;
				await audit.record(transaction, entry);
				const ends = endOtherSessions ? { except: sessionId } : 'none';
				return settle(transaction, append, { user, passwordHash, verifies: false, ends });
			});
			sessions.announceEnd(ended);
			mailer.wake();
		},
	};
};
