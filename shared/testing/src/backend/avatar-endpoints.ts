import {
	avatarAddress,
	avatarTypes,
	defaultMaximumAvatarSize,
	roleCan,
	type User,
	usersEndpoints,
} from '@flotilla/contracts';
import type { RequestHandler } from 'msw';
import type { BackendInternals } from './backend-state.ts';
import { FakeFailure } from './failure.ts';
import { readFormFile } from './read-form.ts';
import { toHandler } from './to-handler.ts';
import { findUser } from './update-user.ts';

/** Pictures of people, as they were sent: the fake cuts nothing. */
export const fakeAvatarEndpoints = (state: BackendInternals): RequestHandler[] => {
	const findOwn = (id: string, caller: User): User => {
		const user = findUser(state, id);
		const needed = user.role === 'admin' ? 'users:update-role' : 'users:update';
		if (user.id !== caller.id && !roleCan(caller.role, needed)) throw new FakeFailure('FORBIDDEN');
		return user;
	};

	const change = (user: User, avatarUrl: string | null, actor: User): User => {
		const subject = { type: 'user', id: user.id } as const;
		state.record({ action: 'users:avatar-changed', actor, subject, details: { removed: avatarUrl === null } });
		return state.changeUser(user.id, { avatarUrl });
	};

	return [
		toHandler(state, usersEndpoints.setAvatar, async ({ params, request, caller }) => {
			const user = findOwn(params.id, caller);
			const file = await readFormFile(request);
			if (file.size > defaultMaximumAvatarSize) throw new FakeFailure('FILE_TOO_LARGE');
			if (!(avatarTypes as readonly string[]).includes(file.type)) throw new FakeFailure('FILE_TYPE_NOT_ALLOWED');
			const picture = crypto.randomUUID();
			state.avatars.set(picture, new Blob([file], { type: 'image/webp' }));
			return change(user, avatarAddress(user.id, picture), caller);
		}),
		toHandler(state, usersEndpoints.removeAvatar, ({ params, caller }) => {
			const user = findOwn(params.id, caller);
			return user.avatarUrl === null ? user : change(user, null, caller);
		}),
		toHandler(state, usersEndpoints.avatar, ({ params: { id, picture } }) => {
			const isShown = state.users.find((user) => user.id === id)?.avatarUrl === avatarAddress(id, picture);
			const bytes = isShown ? state.avatars.get(picture) : undefined;
			if (bytes === undefined) throw new FakeFailure('NOT_FOUND');
			return bytes;
		}),
	];
};
