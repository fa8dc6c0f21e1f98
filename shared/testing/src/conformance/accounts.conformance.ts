import { endpoints } from '@flotilla/contracts';
import { describe, expect, it } from 'vitest';
import type { GetWorld } from './conformance-world.ts';
import { newPassword } from './conformance-world.ts';

const { auth } = endpoints;
const otherPassword = 'another long password';

export const describeAccounts = (getWorld: GetWorld): void => {
	const person = () => ({
		firstName: 'Nova',
		lastName: 'Person',
		email: `${crypto.randomUUID()}@flotilla.test`,
		password: newPassword,
		confirmPassword: newPassword,
		acceptTerms: true,
	});

	describe('an account', () => {
		it('is made by the link of a mail, which works once', async () => {
			const { call, target, signIn } = getWorld();
			const body = person();
			expect((await call(auth.register, { body })).data.email).toBe(body.email);
			expect((await call(auth.login, { body })).code).toBe('EMAIL_NOT_VERIFIED');
			const token = await target.lastLinkTo(body.email);
			expect((await call(auth.verifyEmail, { body: { token } })).data).toEqual({
				email: body.email,
				passwordToken: null,
			});
			expect((await call(auth.verifyEmail, { body: { token } })).code).toBe('LINK_USED');
			expect((await call(auth.verifyEmail, { body: { token: 'made-up' } })).code).toBe('LINK_INVALID');
			const { user } = await signIn(body.email, newPassword);
			expect(user).toMatchObject({ firstName: 'Nova', role: 'member', status: 'active', emailVerified: true });
		});

		it('that waits gets its mail again', async () => {
			const { call, target } = getWorld();
			const body = person();
			await call(auth.register, { body });
			expect((await call(auth.resendVerification, { body: { email: body.email } })).data.email).toBe(body.email);
			const token = await target.lastLinkTo(body.email);
			expect((await call(auth.verifyEmail, { body: { token } })).status).toBe(200);
		});

		it('that exists is not told from one that does not', async () => {
			const { call, createPerson } = getWorld();
			const { user } = await createPerson();
			const nobody = person();
			for (const row of [auth.forgotPassword, auth.resendVerification]) {
				const known = await call(row, { body: { email: user.email } });
				const unknown = await call(row, { body: { email: nobody.email } });
				expect([known.status, known.data.message]).toEqual([unknown.status, unknown.data.message]);
			}
			const taken = await call(auth.register, { body: { ...person(), email: user.email } });
			const free = await call(auth.register, { body: nobody });
			expect([taken.status, taken.data.message]).toEqual([free.status, free.data.message]);
		});

		it('is not made from what cannot be one', async () => {
			const { call } = getWorld();
			const body = { ...person(), email: 'no address', confirmPassword: 'different', acceptTerms: false };
			const answer = await call(auth.register, { body });
			expect(answer.code).toBe('VALIDATION_FAILED');
			expect(answer.blamed).toEqual(expect.arrayContaining(['email', 'acceptTerms']));
		});

		it('gets a new password by mail, which ends its sessions', async () => {
			const { call, target, createPerson, signIn } = getWorld();
			const { user, token, password } = await createPerson();
			await call(auth.forgotPassword, { body: { email: user.email } });
			const link = await target.lastLinkTo(user.email);
			const body = { token: link, password: otherPassword, confirmPassword: otherPassword };
			expect((await call(auth.resetPassword, { body })).data).toBeNull();
			expect((await call(auth.resetPassword, { body })).code).toBe('LINK_USED');
			expect((await call(auth.me, { token })).code).toBe('SESSION_REVOKED');
			expect((await call(auth.login, { body: { email: user.email, password } })).code).toBe('INVALID_CREDENTIALS');
			await signIn(user.email, otherPassword);
		});

		it('changes its password with the old one, which ends its other sessions', async () => {
			const { call, createPerson, signIn } = getWorld();
			const { user, token, password } = await createPerson();
			const here = await signIn(user.email, password);
			const change = (currentPassword: string) =>
				call(auth.changePassword, {
					token: here.token,
					body: { currentPassword, newPassword: otherPassword, confirmPassword: otherPassword },
				});
			const wrong = await change('wrong');
			expect([wrong.code, wrong.blamed]).toEqual(['VALIDATION_FAILED', ['currentPassword']]);
			expect((await change(password)).data).toBeNull();
			expect((await call(auth.me, { token: here.token })).status).toBe(200);
			expect((await call(auth.me, { token })).code).toBe('SESSION_REVOKED');
			await signIn(user.email, otherPassword);
		});

		it('changes its password and stays signed in elsewhere when it is told to', async () => {
			const { call, createPerson, signIn } = getWorld();
			const { user, token, password } = await createPerson();
			const here = await signIn(user.email, password);
			const changed = await call(auth.changePassword, {
				token: here.token,
				body: {
					currentPassword: password,
					newPassword: otherPassword,
					confirmPassword: otherPassword,
					endOtherSessions: false,
				},
			});
			expect(changed.data).toBeNull();
			expect((await call(auth.me, { token })).status).toBe(200);
			await signIn(user.email, otherPassword);
		});

		it('that was made by somebody else has no password until its person chose one', async () => {
			const { call, administrator } = getWorld();
			const { token } = await administrator();
			const email = `${crypto.randomUUID()}@flotilla.test`;
			const body = { email, firstName: 'A', lastName: 'B' };
			const { data } = await call(endpoints.users.create, { token, body });
			expect(data).toMatchObject({ ...body, role: 'member', status: 'active', emailVerified: false, version: 1 });
			expect((await call(auth.login, { body: { email, password: newPassword } })).code).toBe('INVALID_CREDENTIALS');
		});
	});
};
