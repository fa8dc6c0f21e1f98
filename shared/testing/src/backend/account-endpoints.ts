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
	});
	const use = (purpose: FakeMail['purpose'], token: string): FakeMail => {
		const index = state.mails.findIndex((mail) => mail.purpose === purpose && mail.token === token);
		const [mail] = index === -1 ? [] : state.mails.splice(index, 1);
		if (mail === undefined) throw new FakeFailure('LINK_INVALID');
		return mail;
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
			if (userOf(email) !== undefined || registration === undefined) throw new FakeFailure('LINK_INVALID');
			const { password, ...name } = registration;
			const user = state.addUser(buildUser({ email, ...name }));
			state.passwords.set(user.id, password);
			state.mails = state.mails.filter((mail) => mail.to !== email);
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
			state.mails = state.mails.filter((mail) => mail.to !== email);
			if (!user.emailVerified) state.changeUser(user.id, { emailVerified: true });
			state.record({ action: 'auth:password-reset', actor: user, subject: { type: 'user', id: user.id } });
			state.endSessions(user.id);
			return null;
		}),
		toHandler(state, authEndpoints.changePassword, ({ body: { currentPassword, newPassword }, caller, session }) => {
			if (!isPasswordOf(state, caller, currentPassword)) {
				throw new FakeFailure('VALIDATION_FAILED', {
					errors: { currentPassword: ['This is not your current password.'] },
				});
			}
			state.passwords.set(caller.id, newPassword);
			state.record({ action: 'auth:password-changed', actor: caller, subject: { type: 'user', id: caller.id } });
			state.endSessions(caller.id, (other) => other !== session);
			return null;
		}),
	];
};
