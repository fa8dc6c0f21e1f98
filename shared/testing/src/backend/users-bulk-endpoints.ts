import {
	type ErrorCode,
	errorCatalogue,
	type FieldErrors,
	roleCan,
	type User,
	usersEndpoints,
} from '@flotilla/contracts';
import type { RequestHandler } from 'msw';
import type { BackendInternals } from './backend-state.ts';
import { FakeFailure } from './failure.ts';
import type { FakeBulk } from './fake-bulk.ts';
import { toHandler } from './to-handler.ts';
import { applyChanges, findChanges, isActiveAdmin, mayChange } from './update-user.ts';

/** The same for many: to everybody named or to nobody, or to all who fit a selection. */
export const fakeUsersBulkEndpoints = (state: BackendInternals, bulk: FakeBulk): RequestHandler[] => {
	/** Everybody named, in that order. Throws `FakeFailure` BULK_REFUSED with all that cannot be done. */
	const findAll = (
		ids: readonly string[],
		{ refusalOf, leaves }: { refusalOf(user: User): ErrorCode | undefined; leaves(user: User): boolean },
	): User[] => {
		let administrators = state.users.filter(isActiveAdmin).length;
		const errors: FieldErrors = {};
		const found = [...new Set(ids)].flatMap((id) => {
			const user = state.users.find((candidate) => candidate.id === id);
			let code = user === undefined ? 'USER_NOT_FOUND' : refusalOf(user);
			if (user !== undefined && code === undefined && isActiveAdmin(user) && leaves(user)) {
				if (administrators === 1) code = 'LAST_ADMIN';
				else administrators -= 1;
			}
			if (code !== undefined) errors[id] = [errorCatalogue[code as ErrorCode].message];
			return user ?? [];
		});
		if (Object.keys(errors).length > 0) throw new FakeFailure('BULK_REFUSED', { errors });
		return found;
	};

	return [
		toHandler(state, usersEndpoints.bulkUpdate, ({ body: { userIds = [], selection, updates }, caller }) => {
			if (updates.role !== undefined && !roleCan(caller.role, 'users:update-role')) throw new FakeFailure('FORBIDDEN');
			if (selection !== undefined) {
				return bulk.update(selection, caller, (user) => {
					const changes = findChanges(user, updates);
					const isOwn = user.id === caller.id && (changes.role !== undefined || changes.status !== undefined);
					return isOwn || !mayChange(caller, user, changes) ? null : changes;
				});
			}
			const users = findAll(userIds, {
				refusalOf: (user) => (mayChange(caller, user, findChanges(user, updates)) ? undefined : 'FORBIDDEN'),
				leaves: (user) => !isActiveAdmin({ ...user, ...findChanges(user, updates) }),
			});
			return users.map((user) => applyChanges(state, user, findChanges(user, updates), caller));
		}),
		toHandler(state, usersEndpoints.bulkRemove, ({ body: { userIds = [], selection }, caller }) => {
			if (selection !== undefined) return bulk.remove(selection, caller, ({ id }) => id !== caller.id);
			const users = findAll(userIds, {
				refusalOf: ({ id }) => (id === caller.id ? 'CANNOT_DELETE_SELF' : undefined),
				leaves: () => true,
			});
			for (const { id } of users) {
				state.removeUser(id);
				state.record({ action: 'users:deleted', actor: caller, subject: { type: 'user', id } });
			}
			return null;
		}),
	];
};
