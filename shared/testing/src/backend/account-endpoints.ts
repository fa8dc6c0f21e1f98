import { authEndpoints, type MailPromise, type User } from '@flotilla/contracts';
import type { RequestHandler } from 'msw';
import { buildUser } from '../build/build-user.ts';
import { fakeInstant } from '../build/fake-id.ts';
import { fakePassword } from './auth-endpoints.ts';
import type { BackendInternals, FakeMail } from './backend-state.ts';
import { FakeFailure } from './failure.ts';
import { toHandler } from './to-handler.ts';

/** How accounts come about by mail, and where one is signed in. Every account keeps `fakePassword`. */
export const fakeAccountEndpoints = (state: BackendInternals): RequestHandler[] => {
	const promise = (email: string): MailPromise => ({
		email,
		message: 'If there is something to send, it is on its way.',
	});
	const send = (mail: Omit<FakeMail, 'token'>) =>
		state.mails.push({ ...mail, token: `link-${state.mails.length + 1}` });
	const use = (purpose: FakeMail['purpose'], token: string): FakeMail => {
		const index = state.mails.findIndex((mail) => mail.purpose === purpose && mail.token === token);
		const [mail] = index === -1 ? [] : state.mails.splice(index, 1);
		if (mail === undefined) throw new FakeFailure('LINK_INVALID');
		return mail;
	};
	const userOf = (email: string): User | undefined => state.users.find((user) => user.email === email);
	const resend = (email: string) => {
		const last = state.mails.findLast((mail) => mail.to === email && mail.registration !== undefined);
		if (last?.registration !== undefined) send({ to: email, purpose: 'verify-email', registration: last.registration });
	};

	return [
		toHandler(state, authEndpoints.register, ({ body: { email, firstName, lastName } }) => {
			if (userOf(email) !== undefined) send({ to: email, purpose: 'reset-password' });
			else send({ to: email, purpose: 'verify-email', registration: { firstName, lastName } });
			return promise(email);
		}),
		toHandler(state, authEndpoints.resendVerification, ({ body: { email } }) => {
			resend(email);
			return promise(email);
		}),
		toHandler(state, authEndpoints.verifyEmail, ({ body: { token } }) => {
			const { to: email, registration } = use('verify-email', token);
			if (userOf(email) !== undefined) throw new FakeFailure('LINK_INVALID');
			const user = buildUser({ email, ...registration });
			state.users.push(user);
			state.emit({ name: 'users:created', payload: { user } });
			return { email, passwordToken: null };
		}),
		toHandler(state, authEndpoints.forgotPassword, ({ body: { email } }) => {
			if (userOf(email) === undefined) resend(email);
			else send({ to: email, purpose: 'reset-password' });
			return promise(email);
		}),
		toHandler(state, authEndpoints.resetPassword, ({ body: { token } }) => {
			use('reset-password', token);
			return null;
		}),
		toHandler(state, authEndpoints.changePassword, ({ body: { currentPassword } }) => {
			if (currentPassword === fakePassword) return null;
			throw new FakeFailure('VALIDATION_FAILED', {
				errors: { currentPassword: ['This is not your current password.'] },
			});
		}),
		toHandler(state, authEndpoints.listSessions, ({ caller }) => ({
			sessions: [
				{
					id: caller.id,
					current: true,
					createdAt: fakeInstant(),
					lastUsedAt: fakeInstant(5),
					expiresAt: fakeInstant(24 * 60),
					device: 'Firefox on Linux',
					ip: '192.0.2.1',
				},
			],
		})),
		toHandler(state, authEndpoints.endSession, ({ params, caller }) => {
			if (params.id !== caller.id) throw new FakeFailure('SESSION_NOT_FOUND');
			state.cookieUserId = null;
			return null;
		}),
		toHandler(state, authEndpoints.endOtherSessions, () => null),
	];
};
