import { endpoints, rolePermissions } from '@flotilla/contracts';
import { describe, expect, it } from 'vitest';
import type { GetWorld } from './conformance-world.ts';

const { auth, audit } = endpoints;

export const describeSessions = (getWorld: GetWorld): void => {
	describe('a session', () => {
		it('begins with a password and says what its person may do', async () => {
			const { call, createPerson } = getWorld();
			const { user, token } = await createPerson('manager');
			const me = await call(auth.me, { token });
			expect(me.data).toEqual({ user, permissions: rolePermissions.manager });
			expect(user.lastSignInAt).not.toBeNull();
		});

		it('does not begin with a wrong password, nor for nobody', async () => {
			const { call, createPerson } = getWorld();
			const { user } = await createPerson();
			for (const email of [user.email, 'nobody-at-all@flotilla.test']) {
				const answer = await call(auth.login, { body: { email, password: 'wrong' } });
				expect(answer.code).toBe('INVALID_CREDENTIALS');
			}
			const incomplete = await call(auth.login, { body: { email: 'no address' } });
			expect([incomplete.code, incomplete.blamed.sort()]).toEqual(['VALIDATION_FAILED', ['email', 'password']]);
		});

		it('is asked for before anything else is looked at', async () => {
			const { call } = getWorld();
			expect((await call(auth.me)).code).toBe('AUTHENTICATION_REQUIRED');
			expect((await call(auth.me, { token: 'nonsense' })).code).toBe('TOKEN_INVALID');
		});

		it('goes on by a refresh token that changes each time, of which the one before is still good', async () => {
			const { call, createPerson } = getWorld();
			const { refreshToken, user } = await createPerson();
			const refresh = (token: string | undefined) => call(auth.refresh, { body: { refreshToken: token } });
			const first = await refresh(refreshToken);
			expect(first.data.user.id).toBe(user.id);
			expect(first.data.refreshToken).not.toBe(refreshToken);
			const again = await refresh(refreshToken);
			expect(again.data.refreshToken).toBe(first.data.refreshToken);
			const second = await refresh(first.data.refreshToken);
			expect((await call(auth.me, { token: second.data.token })).status).toBe(200);
		});

		it('ends when an old refresh token comes back', async () => {
			const { call, createPerson } = getWorld();
			const { refreshToken } = await createPerson();
			const refresh = (token: string | undefined) => call(auth.refresh, { body: { refreshToken: token } });
			const first = (await refresh(refreshToken)).data;
			const second = (await refresh(first.refreshToken)).data;
			expect((await refresh(refreshToken)).code).toBe('SESSION_REVOKED');
			expect((await refresh(second.refreshToken)).code).toBe('SESSION_REVOKED');
			expect((await call(auth.me, { token: second.token })).code).toBe('SESSION_REVOKED');
		});

		it('ends by signing out, which always succeeds', async () => {
			const { call, createPerson } = getWorld();
			const { token, refreshToken } = await createPerson();
			expect((await call(auth.logout, { body: { refreshToken } })).data).toBeNull();
			expect((await call(auth.me, { token })).code).toBe('SESSION_REVOKED');
			expect((await call(auth.refresh, { body: { refreshToken } })).code).toBe('SESSION_REVOKED');
			expect((await call(auth.logout, { body: { refreshToken: 'nonsense' } })).status).toBe(200);
			expect((await call(auth.refresh, { body: { refreshToken: 'nonsense' } })).code).toBe('SESSION_EXPIRED');
		});

		it('is listed with the others of its person, the last used first, and ends from there', async () => {
			const { call, createPerson, signIn } = getWorld();
			const first = await createPerson();
			const second = await signIn(first.user.email, first.password);
			const third = await signIn(first.user.email, first.password);
			const list = async (token: string) => (await call(auth.listSessions, { token })).data.sessions;
			const sessions = await list(third.token);
			expect(sessions.map(({ current }) => current)).toEqual([true, false, false]);
			expect(
				(await call(auth.endSession, { token: third.token, params: { id: sessions[1]?.id ?? '' } })).data,
			).toBeNull();
			expect((await call(auth.me, { token: second.token })).code).toBe('SESSION_REVOKED');
			const unknown = await call(auth.endSession, { token: third.token, params: { id: crypto.randomUUID() } });
			expect(unknown.code).toBe('SESSION_NOT_FOUND');
			await call(auth.endOtherSessions, { token: third.token });
			expect((await call(auth.me, { token: first.token })).code).toBe('SESSION_REVOKED');
			expect(await list(third.token)).toHaveLength(1);
		});

		it('is written down with who began it, the newest first, a page at a time', async () => {
			const { call, createPerson, signIn, administrator } = getWorld();
			const { user, password } = await createPerson();
			await signIn(user.email, password);
			const { token } = await administrator();
			const query = { actorId: user.id, action: 'auth:signed-in', limit: '1' };
			const first = (await call(audit.list, { token, query })).data;
			expect(first.entries).toMatchObject([
				{ actorId: user.id, actorName: `${user.firstName} ${user.lastName}`, subjectType: 'session' },
			]);
			const second = (await call(audit.list, { token, query: { ...query, cursor: first.nextCursor ?? '' } })).data;
			expect(second.nextCursor).toBeNull();
			expect((second.entries[0]?.at ?? '') <= (first.entries[0]?.at ?? '')).toBe(true);
			expect(second.entries[0]?.id).not.toBe(first.entries[0]?.id);
			const odd = await call(audit.list, { token, query: { cursor: 'nonsense' } });
			expect([odd.code, odd.blamed]).toEqual(['VALIDATION_FAILED', ['cursor']]);
		});
	});
};
