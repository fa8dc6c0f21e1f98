import { endpoints, type User } from '@flotilla/contracts';
import { describe, expect, it } from 'vitest';
import type { GetWorld } from './conformance-world.ts';
import { followEvents } from './follow-socket.ts';
import { picture } from './picture.ts';

const { users, audit } = endpoints;

export const describeAvatars = (getWorld: GetWorld): void => {
	const formOf = (file: File): FormData => {
		const form = new FormData();
		form.append('file', file);
		return form;
	};
	const setAvatar = (token: string, id: string, file = picture()) =>
		getWorld().call(users.setAvatar, { token, params: { id }, form: formOf(file) });
	const show = ({ avatarUrl }: User) => {
		const [, id = '', address = ''] = /^\/api\/users\/([^/]+)\/avatar\/([^/]+)$/.exec(avatarUrl ?? '') ?? [];
		return getWorld().call(users.avatar, { params: { id, picture: address } });
	};

	describe('the picture of a person', () => {
		it('is shown to whoever has its address, until there is another one, and that is told', async () => {
			const { call, target, createPerson, administrator } = getWorld();
			const { user, token } = await createPerson();
			expect(user.avatarUrl).toBeNull();
			const socket = await followEvents(target, token, [`users:${user.id}`]);
			const first = (await setAvatar(token, user.id)).data;
			expect(first.version).toBe(user.version + 1);
			expect((await socket.next('users:updated')).payload).toEqual({ user: first });
			expect((await show(first)).text).not.toBe('');
			const second = (await setAvatar(token, user.id)).data;
			expect(second.avatarUrl).not.toBe(first.avatarUrl);
			expect((await show(first)).code).toBe('NOT_FOUND');
			const gone = (await call(users.removeAvatar, { token, params: { id: user.id } })).data;
			expect(gone).toMatchObject({ avatarUrl: null, version: second.version + 1 });
			expect((await show(second)).code).toBe('NOT_FOUND');
			expect((await call(users.removeAvatar, { token, params: { id: user.id } })).data).toEqual(gone);
			const root = await administrator();
			const query = { subjectId: user.id, action: 'users:avatar-changed' };
			const { entries } = (await call(audit.list, { token: root.token, query })).data;
			expect(entries.map(({ details }) => details.removed)).toEqual([true, false, false]);
			socket.close();
		});

		it('is theirs to change, and a manager’s, but for an administrator’s', async () => {
			const { createPerson, administrator } = getWorld();
			const [{ user, token }, other, manager] = [
				await createPerson(),
				await createPerson(),
				await createPerson('manager'),
			];
			const root = await administrator();
			expect((await setAvatar(other.token, user.id)).code).toBe('FORBIDDEN');
			expect((await setAvatar(manager.token, root.user.id)).code).toBe('FORBIDDEN');
			expect((await setAvatar(manager.token, user.id)).status).toBe(200);
			expect((await setAvatar(token, user.id)).status).toBe(200);
			expect((await setAvatar(root.token, crypto.randomUUID())).code).toBe('USER_NOT_FOUND');
		});

		it('is none that is no picture', async () => {
			const { call, createPerson } = getWorld();
			const { user, token } = await createPerson();
			const refused = async (file: File) => (await setAvatar(token, user.id, file)).code;
			expect(await refused(new File(['hello'], 'a.txt', { type: 'text/plain' }))).toBe('FILE_TYPE_NOT_ALLOWED');
			expect(await refused(new File(['<svg/>'], 'a.svg', { type: 'image/svg+xml' }))).toBe('FILE_TYPE_NOT_ALLOWED');
			const empty = await call(users.setAvatar, { token, params: { id: user.id }, form: new FormData() });
			expect(empty.code).toBe('VALIDATION_FAILED');
			const large = new File([new Uint8Array(6 * 1024 * 1024)], 'a.png', { type: 'image/png' });
			expect(await refused(large)).toBe('FILE_TOO_LARGE');
			expect((await call(users.read, { token, params: { id: user.id } })).data.avatarUrl).toBeNull();
		});
	});
};
