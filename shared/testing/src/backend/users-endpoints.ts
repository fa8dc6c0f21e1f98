import { roleCan, type User, usersEndpoints } from '@flotilla/contracts';
import type { RequestHandler } from 'msw';
import { buildUser } from '../build/build-user.ts';
import { sendMail } from './account-endpoints.ts';
import type { BackendInternals } from './backend-state.ts';
import { cutSlice } from './cut-slice.ts';
import { FakeFailure } from './failure.ts';
import { laterInstant } from './later-instant.ts';
import { cutPage } from './query-rows.ts';
import { compareUsers, selectUsers } from './select-users.ts';
import { toHandler } from './to-handler.ts';
import { assertUserVersion, findUser, isActiveAdmin, updateUser } from './update-user.ts';

export const fakeUsersEndpoints = (state: BackendInternals): RequestHandler[] => {
	const create = (person: Partial<User>, actor: User): User => {
		const now = laterInstant();
		const user = state.addUser(buildUser({ ...person, emailVerified: false, createdAt: now, updatedAt: now }));
		// Nobody chooses a password for somebody else: the person is asked for one by mail.
		state.passwords.set(user.id, null);
		sendMail(state, { to: user.email, purpose: 'reset-password' });
		state.record({ action: 'users:created', actor, subject: { type: 'user', id: user.id } });
		return user;
	};

	return [
		toHandler(state, usersEndpoints.list, ({ query }) => {
			const matching = selectUsers(state.users, query);
			if (query.cursor === undefined) {
				const { rows: users, pagination } = cutPage(matching, query);
				return { users, pagination };
			}
			const { rows: users, cursors } = cutSlice(matching, {
				...query,
				cursor: query.cursor,
				order: `users:${query.sortBy}:${query.sortOrder}`,
				compare: compareUsers(query.sortBy, query.sortOrder),
			});
			return { users, cursors };
		}),
		toHandler(state, usersEndpoints.create, ({ body, caller }) => {
			if (body.role !== 'member' && body.role !== 'viewer' && !roleCan(caller.role, 'users:update-role')) {
				throw new FakeFailure('FORBIDDEN');
			}
			if (state.users.some(({ id }) => id === body.id)) throw new FakeFailure('USER_EXISTS');
			if (state.users.some(({ email }) => email === body.email)) throw new FakeFailure('EMAIL_TAKEN');
			// One who can come back keeps their id.
			if (body.id !== undefined && state.trash.findUser(body.id) !== undefined) throw new FakeFailure('USER_EXISTS');
			const { id = crypto.randomUUID(), ...person } = body;
			return create({ id, ...person }, caller);
		}),
		toHandler(state, usersEndpoints.read, ({ params }) => findUser(state, params.id)),
		toHandler(state, usersEndpoints.update, ({ params, body, ...call }) => updateUser(state, params.id, body, call)),
		toHandler(state, usersEndpoints.updateStatus, ({ params, body, ...call }) =>
			updateUser(state, params.id, body, call),
		),
		toHandler(state, usersEndpoints.updateRole, ({ params, body, ...call }) =>
			updateUser(state, params.id, body, call),
		),
		toHandler(state, usersEndpoints.remove, ({ params, caller, request }) => {
			if (params.id === caller.id) throw new FakeFailure('CANNOT_DELETE_SELF');
			const user = findUser(state, params.id);
			assertUserVersion(user, request);
			const remains = state.users.some((other) => isActiveAdmin(other) && other.id !== user.id);
			if (isActiveAdmin(user) && !remains) throw new FakeFailure('LAST_ADMIN');
			state.removeUser(user.id);
			state.record({ action: 'users:deleted', actor: caller, subject: { type: 'user', id: user.id } });
			return null;
		}),
	];
};
