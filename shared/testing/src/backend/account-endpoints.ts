import { authEndpoints, type MailPromise, type User } from '@flotilla/contracts';
import type { RequestHandler } from 'msw';
import { buildUser } from '../build/build-user.ts';
import { isPasswordOf } from './auth-endpoints.ts';
import type { BackendInternals, FakeMail } from './backend-state.ts';
import { FakeFailure } from './failure.ts';
import { toHandler } from './to-handler.ts';

/** Puts a mail with a link into the outbox. */
export const sendMail = (state: BackendInternals, mail: Omit<FakeMail, 'token'>): void => {
	state.mails.push({ ...mail, token: `link-${crypto.randomUUID()}` });
};

/** How accounts come about by mail, and how their passwords change. */
export const fakeAccountEndpoints = (state: BackendInternals): RequestHandler[] => {
	const promise = (email: string): MailPromise => ({
		email,
		message: 'If there is something to send, it is on its way.',
		...(state.outboxPath === null ? {} : { outboxPath: state.outboxPath }),
	});
	const used = new Set<string>();
	const use = (purpose: FakeMail['purpose'], token: string): FakeMail => {
		const mail = state.mails.find((candidate) => candidate.purpose === purpose && candidate.token === token);
		if (mail === undefined) throw new FakeFailure(used.has(`${purpose} ${token}`) ? 'LINK_USED' : 'LINK_INVALID');
		if (mail.hasExpired === true) throw new FakeFailure('LINK_EXPIRED');
		return mail;
	};
	/** One link that was followed makes the others of its address as good as used. */
	const useUpAll = (email: string): void => {
		for (const mail of state.mails) if (mail.to === email) used.add(`${mail.purpose} ${mail.token}`);
		state.mails = state.mails.filter((mail) => mail.to !== email);
	};
	const userOf = (email: string): User | undefined => state.users.find((user) => user.email === email);
	const resend = (email: string) => {
		const last = state.mails.findLast((mail) => mail.to === email && mail.registration !== undefined);
		if (last?.registration === undefined) return;
		sendMail(state, { to: email, purpose: 'verify-email', registration: last.registration });
	};

	return [
		toHandler(state, authEndpoints.register, ({ body: { email, firstName, lastName, password } }) => {
			if (userOf(email) !== undefined) sendMail(state, { to: email, purpose: 'reset-password' });
			else sendMail(state, { to: email, purpose: 'verify-email', registration: { firstName, lastName, password } });
			return promise(email);
		}),
		toHandler(state, authEndpoints.resendVerification, ({ body: { email } }) => {
			resend(email);
			return promise(email);
		}),
		toHandler(state, authEndpoints.verifyEmail, ({ body: { token } }) => {
			const { to: email, registration } = use('verify-email', token);
			if (userOf(email) !== undefined || registration === undefined) throw new FakeFailure('LINK_USED');
			const { password, ...name } = registration;
			const user = state.addUser(buildUser({ email, ...name }));
			state.passwords.set(user.id, password);
			useUpAll(email);
			state.record({ action: 'auth:email-verified', actor: user, subject: { type: 'user', id: user.id } });
			return { email, passwordToken: null };
		}),
		toHandler(state, authEndpoints.forgotPassword, ({ body: { email } }) => {
			if (userOf(email) === undefined) resend(email);
			else sendMail(state, { to: email, purpose: 'reset-password' });
			return promise(email);
		}),
		toHandler(state, authEndpoints.resetPassword, ({ body: { token, password } }) => {
			const { to: email } = use('reset-password', token);
			const user = userOf(email);
			if (user === undefined) throw new FakeFailure('LINK_INVALID');
			state.passwords.set(user.id, password);
			useUpAll(email);
			if (!user.emailVerified) state.changeUser(user.id, { emailVerified: true });
			state.record({ action: 'auth:password-reset', actor: user, subject: { type: 'user', id: user.id } });
			state.endSessions(user.id);
			return null;
		}),
		toHandler(state, authEndpoints.changePassword, ({ body, caller, session }) => {
			const { currentPassword, newPassword, endOtherSessions } = body;
			if (!isPasswordOf(state, caller, currentPassword)) {
				throw new FakeFailure('VALIDATION_FAILED', {
					errors: { currentPassword: ['This is not your current password.'] },
				});
			}
			state.passwords.set(caller.id, newPassword);
			state.record({ action: 'auth:password-changed', actor: caller, subject: { type: 'user', id: caller.id } });
			useUpAll(caller.email);
			if (endOtherSessions) state.endSessions(caller.id, (other) => other !== session);
			return null;
		}),
	];
};
