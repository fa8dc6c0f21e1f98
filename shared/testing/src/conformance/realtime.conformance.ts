import { closeCodes, endpoints, type StreamPosition } from '@flotilla/contracts';
import { describe, expect, it } from 'vitest';
import type { GetWorld } from './conformance-world.ts';
import { followEvents, followSocket } from './follow-socket.ts';

const { auth, users, files } = endpoints;

export const describeRealtime = (getWorld: GetWorld): void => {
	const rename = async (token: string, id: string, firstName: string) =>
		(await getWorld().call(users.update, { token, params: { id }, body: { firstName } })).data;

	describe('a socket', () => {
		it('is closed unless its first frame brings a token that is good', async () => {
			const { target } = getWorld();
			const early = await followSocket(target);
			early.send('subscribe', { topics: ['users'] });
			expect(await early.closed).toBe(closeCodes.UNAUTHENTICATED);
			const wrong = await followSocket(target);
			wrong.send('authenticate', { token: 'nonsense' });
			expect((await wrong.next('error')).payload).toMatchObject({ code: 'TOKEN_INVALID' });
			expect(await wrong.closed).toBe(closeCodes.UNAUTHENTICATED);
		});

		it('begins at the place of the log, and resumes with what was missed, in order and once', async () => {
			const { target, createPerson } = getWorld();
			const { user, token } = await createPerson();
			const socket = await followSocket(target);
			socket.send('authenticate', { token, topics: [`users:${user.id}`] });
			const { payload } = await socket.next('authenticated');
			const start = payload as StreamPosition & { resumed: boolean; userId: string };
			expect([start.resumed, start.userId]).toEqual([false, user.id]);
			await rename(token, user.id, 'First');
			const seen = await socket.next('users:updated');
			expect(seen.offset).toBeGreaterThan(start.offset);
			expect(seen.id).toBe(`${start.epoch}:${seen.offset}`);
			socket.close();
			await socket.closed;
			for (const name of ['Second', 'Third']) await rename(token, user.id, name);
			const again = await followSocket(target);
			const resume = { epoch: start.epoch, offset: seen.offset };
			again.send('authenticate', { token, topics: [`users:${user.id}`], resume });
			expect((await again.next('authenticated')).payload).toMatchObject({ resumed: true, offset: seen.offset });
			for (const firstName of ['Second', 'Third']) {
				expect((await again.next('users:updated')).payload).toMatchObject({ user: { firstName } });
			}
			again.close();
		});

		it('that cannot be resumed without a gap says so', async () => {
			const { target, createPerson } = getWorld();
			const { token } = await createPerson();
			const socket = await followSocket(target);
			socket.send('authenticate', { token, resume: { epoch: 'another', offset: 3 } });
			expect((await socket.next('authenticated')).payload).toMatchObject({ resumed: false });
			socket.close();
		});

		it('begins where a fresh sign-in says', async () => {
			const { call, target, createPerson } = getWorld();
			const { user, password } = await createPerson();
			const { data } = await call(auth.login, { body: { email: user.email, password } });
			await rename(data.token, user.id, 'Meanwhile');
			const socket = await followSocket(target);
			socket.send('authenticate', { token: data.token, resume: data.position, topics: [`users:${user.id}`] });
			expect((await socket.next('authenticated')).payload).toMatchObject({ resumed: true });
			expect((await socket.next('users:updated')).payload).toMatchObject({ user: { firstName: 'Meanwhile' } });
			socket.close();
		});

		it('renews its token in place', async () => {
			const { call, target, createPerson } = getWorld();
			const { user, token, refreshToken } = await createPerson();
			const socket = await followEvents(target, token, [`users:${user.id}`]);
			const renewed = (await call(auth.refresh, { body: { refreshToken } })).data.token;
			socket.send('authenticate', { token: renewed });
			expect((await socket.next('authenticated')).payload).toMatchObject({ resumed: true });
			await rename(renewed, user.id, 'Later');
			expect((await socket.next('users:updated')).payload).toMatchObject({ user: { firstName: 'Later' } });
			const other = await createPerson();
			socket.send('authenticate', { token: other.token });
			expect(await socket.closed).toBe(closeCodes.UNAUTHENTICATED);
		});

		it('answers heartbeats and closes on nonsense, not at once', async () => {
			const { target, createPerson } = getWorld();
			const { token } = await createPerson();
			const socket = await followEvents(target, token, []);
			socket.send('heartbeat', {});
			expect((await socket.next('heartbeat-ack')).type).toBe('heartbeat-ack');
			socket.sendRaw('{"type":');
			expect((await socket.next('error')).payload).toMatchObject({ code: 'MALFORMED_JSON' });
			socket.send('no-such-type', {});
			expect((await socket.next('error')).payload).toMatchObject({ code: 'BAD_REQUEST' });
			for (let time = 0; time < 3; time += 1) socket.send('subscribe', { topics: 'users' });
			expect(await socket.closed).toBe(closeCodes.PROTOCOL_ERROR);
		});

		it('follows the topics it asks for and no others', async () => {
			const { target, createPerson } = getWorld();
			const { user, token } = await createPerson();
			const socket = await followEvents(target, token, []);
			socket.send('subscribe', { topics: [`users:${user.id}`, 'presence:users'] });
			const topics = [`users:${user.id}`, 'presence:users'];
			expect((await socket.next('subscribed')).payload).toMatchObject({ topics });
			socket.send('unsubscribe', { topics: ['presence:users'] });
			expect((await socket.next('subscribed')).payload).toMatchObject({ topics: [`users:${user.id}`] });
			socket.send('subscribe', { topics: [`files:${crypto.randomUUID()}`] });
			expect((await socket.next('error')).payload).toMatchObject({ code: 'FORBIDDEN' });
			await rename(token, user.id, 'Followed');
			expect((await socket.next('users:updated')).payload).toMatchObject({ user: { firstName: 'Followed' } });
			socket.close();
		});

		it('brings nobody what they may not see', async () => {
			const { call, target, createPerson } = getWorld();
			const [owner, stranger, manager] = [await createPerson(), await createPerson(), await createPerson('manager')];
			const sockets = await Promise.all(
				[stranger, manager].map(({ token, user }) => followEvents(target, token, ['files', `users:${user.id}`])),
			);
			const form = new FormData();
			form.append('file', new File(['x'], 'secret.txt', { type: 'text/plain' }));
			const { id } = (await call(files.upload, { token: owner.token, form })).data;
			await rename(stranger.token, stranger.user.id, 'Afterwards');
			const [strangers, managers] = sockets;
			expect((await managers?.next('files:upload-completed'))?.payload).toMatchObject({ file: { id } });
			// What comes later is there, and the file was not before it.
			const renamed = await strangers?.next('users:updated');
			expect(renamed?.payload).toMatchObject({ user: { firstName: 'Afterwards' } });
			for (const socket of sockets) socket.close();
		});

		it('is closed when its session ends, and others of that person are told', async () => {
			const { call, target, createPerson, signIn } = getWorld();
			const first = await createPerson();
			const second = await signIn(first.user.email, first.password);
			const here = await followEvents(target, first.token, ['sessions']);
			const there = await followEvents(target, second.token, ['sessions']);
			await call(auth.endOtherSessions, { token: first.token });
			expect(await there.closed).toBe(closeCodes.SESSION_REVOKED);
			const { sessionIds } = (await here.next('sessions:ended')).payload as { sessionIds: string[] };
			expect(sessionIds).toHaveLength(1);
			here.close();
		});

		it('says who is in a room, one member a person, and who has left', async () => {
			const { target, createPerson } = getWorld();
			const [a, b] = [await createPerson('member', { firstName: 'Ada' }), await createPerson()];
			const room = `users:${a.user.id}`;
			const watching = await followEvents(target, b.token, [`presence:${room}`]);
			const first = await followEvents(target, a.token, []);
			const second = await followEvents(target, a.token, []);
			const until = async (isRight: (total: number, state: unknown) => boolean) => {
				for (;;) {
					const { payload } = await watching.next('presence:changed');
					const { members, total } = payload as { members: { name: string; state: unknown }[]; total: number };
					if (isRight(total, members[0]?.state)) return members;
				}
			};
			first.send('presence', { room, state: { field: 'email' } });
			const [member] = await until((total) => total === 1);
			expect(member).toMatchObject({ userId: a.user.id, name: 'Ada Person', state: { field: 'email' } });
			second.send('presence', { room, state: { field: 'role' } });
			expect(await until((_, state) => JSON.stringify(state).includes('role'))).toHaveLength(1);
			first.send('presence-leave', { room });
			second.close();
			expect(await until((total) => total === 0)).toEqual([]);
			for (const socket of [watching, first]) socket.close();
		});
	});
};
