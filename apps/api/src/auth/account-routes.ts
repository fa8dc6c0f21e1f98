import { authEndpoints, type MailPromise, type VerifiedEmail } from '@flotilla/contracts';
import { createHttpError } from '@flotilla/server';
import type { Transaction } from 'kysely';
import type { AuditLog } from '../audit/audit-log.ts';
import { originOf, type RequestOrigin } from '../audit/request-origin.ts';
import type { Clock } from '../clock.ts';
import type { Schema } from '../database/schema.ts';
import type { RegisterEndpoint } from '../http/register-endpoint.ts';
import type { AppendEvent, EventLog } from '../realtime/event-log.ts';
import { toUser } from '../users/to-user.ts';
import type { Accounts } from './accounts.ts';
import type { AttemptLimits } from './attempt-limits.ts';
import { hashPassword } from './password.ts';

export interface AccountRoutesOptions {
	register: RegisterEndpoint;
	events: EventLog;
	audit: AuditLog;
	accounts: Accounts;
	limits: AttemptLimits;
	clock: Clock;
	/** The path of the page that shows mails; undefined where they are sent. */
	outboxPath: string | undefined;
}

export const registerAccountRoutes = (options: AccountRoutesOptions): void => {
	const { register, events, audit, accounts, limits, clock, outboxPath } = options;
	const { requests, passwords, registrations, links } = accounts;

	const promise = (email: string, message: string): MailPromise => ({
		email,
		message,
		...(outboxPath === undefined ? {} : { outboxPath }),
	});

	register(authEndpoints.register, async ({ body, request }) => {
		await limits.byClient('register', request);
		const { email, firstName, lastName } = body;
		const registration = { email, firstName, lastName, passwordHash: await hashPassword(body.password) };
		await requests.register(registration, { origin: originOf(request, null) });
		return promise(email, 'We sent a mail to this address. Follow its link to go on.');
	});

	register(authEndpoints.resendVerification, async ({ body: { email }, request }) => {
		await limits.byClient('ask-for-mail', request);
		await requests.resendVerification(email);
		return promise(email, 'If an account waits for this address to be confirmed, a mail is on its way.');
	});

	register(authEndpoints.forgotPassword, async ({ body: { email }, request }) => {
		await limits.byClient('ask-for-mail', request);
		await requests.forgotPassword(email);
		return promise(email, 'If there is an account with this address, a mail is on its way.');
	});

	/** An account that was made by somebody else, and now belongs to who reads its mail. */
	const verifyUser = async (
		transaction: Transaction<Schema>,
		append: AppendEvent,
		{ userId, origin }: { userId: string; origin: RequestOrigin },
	): Promise<VerifiedEmail> => {
		const user = await transaction
			.updateTable('users')
			.set((expression) => ({
				email_verified: true,
				version: expression('version', '+', 1),
				updated_at: new Date(clock.now()),
			}))
			.where('id', '=', userId)
			.where('email_verified', '=', false)
			.returningAll()
			.executeTakeFirst();
		// By another link, or an administrator.
		if (user === undefined) throw createHttpError('LINK_USED');
		await audit.record(transaction, {
			action: 'auth:email-verified',
			origin: { ...origin, actorId: userId },
			subject: { type: 'user', id: userId },
		});
		await append({ type: 'users:updated', payload: { user: toUser(user) }, permission: 'users:read' });
		return { email: user.email, passwordToken: null };
	};

	register(authEndpoints.verifyEmail, async ({ body: { token }, request, reply }) => {
		await limits.byClient('use-link', request);
		const origin = originOf(request, null);
		reply.header('cache-control', 'no-store');
		return events.write(async (transaction, append) => {
			const owner = await links.consume(transaction, { purpose: 'verify-email', token });
			if ('userId' in owner) return verifyUser(transaction, append, { userId: owner.userId, origin });
			return registrations.confirm(transaction, append, { id: owner.registrationId, origin });
		});
	});

	register(authEndpoints.resetPassword, async ({ body: { token, password }, request }) => {
		await limits.byClient('use-link', request);
		await passwords.reset({ token, password, origin: originOf(request, null) });
		return null;
	});

	register(authEndpoints.changePassword, async ({ body, subject, request }) => {
		const { currentPassword, newPassword, endOtherSessions } = body;
		await limits.byClient('change-password', request);
		await passwords.change({
			subject,
			currentPassword,
			newPassword,
			endOtherSessions,
			origin: originOf(request, subject),
		});
		return null;
	});
};
