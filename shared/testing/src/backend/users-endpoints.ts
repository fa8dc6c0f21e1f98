import { roleCan, type User, usersEndpoints } from '@flotilla/contracts';
import type { RequestHandler } from 'msw';
import { buildUser } from '../build/build-user.ts';
import type { BackendInternals } from './backend-state.ts';
import { cutSlice } from './cut-slice.ts';
import { FakeFailure } from './failure.ts';
import { cutPage } from './query-rows.ts';
import { compareUsers, selectUsers } from './select-users.ts';
import { toHandler } from './to-handler.ts';
import { importRows, toUsersCsv } from './users-csv.ts';

interface Wanted {
	email?: string | undefined;
	firstName?: string | undefined;
	lastName?: string | undefined;
	role?: User['role'] | undefined;
	status?: User['status'] | undefined;
}

export const fakeUsersEndpoints = (state: BackendInternals): RequestHandler[] => {
	const find = (id: string): User => {
		const user = state.users.find((candidate) => candidate.id === id);
		if (user === undefined) throw new FakeFailure('USER_NOT_FOUND');
		return user;
	};

	const checkVersion = (user: User, request: Request): void => {
		const ifMatch = request.headers.get('if-match');
		if (ifMatch !== null && ifMatch !== `"${user.version}"`) throw new FakeFailure('VERSION_CONFLICT');
	};

	/** Whether `remains` is false for every active administrator. */
	const assertAdminRemains = (remains: (user: User) => boolean): void => {
		if (!state.users.some((user) => isActiveAdmin(user) && remains(user))) throw new FakeFailure('LAST_ADMIN');
	};

	const assertFree = (email: string, owner?: string): void => {
		if (!state.users.some((user) => user.id !== owner && user.email === email)) return;
		throw new FakeFailure('EMAIL_TAKEN', { errors: { email: ['This address is taken.'] } });
	};

	const create = (person: Partial<User>): User =>
		state.addUser(buildUser({ ...person, emailVerified: false, createdAt: new Date().toISOString() }));

	const update = (id: string, wanted: Wanted, { caller, request }: { caller: User; request: Request }): User => {
		const user = find(id);
		const changed = Object.entries(wanted).filter(
			([name, value]) => value !== undefined && value !== user[name as keyof User],
		);
		const onlyName = changed.every(([name]) => name === 'firstName' || name === 'lastName');
		const mayUpdate =
			roleCan(caller.role, 'users:update') && (wanted.role === undefined || roleCan(caller.role, 'users:update-role'));
		if (!mayUpdate && !(caller.id === user.id && onlyName)) throw new FakeFailure('FORBIDDEN');
		checkVersion(user, request);
		if (wanted.email !== undefined) assertFree(wanted.email, user.id);
		const after = { ...user, ...Object.fromEntries(changed) };
		if (isActiveAdmin(user)) assertAdminRemains((other) => other.id !== user.id || isActiveAdmin(after));
		return changed.length === 0 ? user : state.changeUser(user.id, Object.fromEntries(changed));
	};

	/** Nobody is changed unless everybody named can be. */
	const assertAll = (ids: readonly string[], isRefused: (id: string) => string | undefined): void => {
		const errors = ids.flatMap((id) => {
			const reason = isRefused(id);
			return reason === undefined ? [] : [{ [id]: [reason] }];
		});
		if (errors.length > 0) throw new FakeFailure('BULK_REFUSED', { errors: Object.assign({}, ...errors) });
	};
	const isUnknown = (id: string) => (state.users.some((user) => user.id === id) ? undefined : 'Not found.');

	return [
		toHandler(state, usersEndpoints.list, ({ query }) => {
			const matching = selectUsers(state.users, query);
			if (query.cursor === undefined) {
				const { rows: users, pagination } = cutPage(matching, query);
				return { users, pagination };
			}
			const { cursor, limit, sortBy, sortOrder } = query;
			const { rows: users, cursors } = cutSlice(matching, { cursor, limit, compare: compareUsers(sortBy, sortOrder) });
			return { users, cursors };
		}),
		toHandler(state, usersEndpoints.create, ({ body, caller }) => {
			if (body.role !== 'member' && body.role !== 'viewer' && !roleCan(caller.role, 'users:update-role')) {
				throw new FakeFailure('FORBIDDEN');
			}
			assertFree(body.email);
			return create(body);
		}),
		toHandler(state, usersEndpoints.bulkUpdate, ({ body: { userIds, updates }, caller, request }) => {
			assertAll(userIds, isUnknown);
			const { role = 'admin', status = 'active' } = updates;
			if (!isActiveAdmin({ role, status })) {
				assertAdminRemains((user) => !userIds.includes(user.id));
			}
			return userIds.map((id) => update(id, updates, { caller, request }));
		}),
		toHandler(state, usersEndpoints.bulkRemove, ({ body: { userIds }, caller }) => {
			assertAll(userIds, (id) => (id === caller.id ? 'Nobody can delete their own account.' : isUnknown(id)));
			for (const id of userIds) state.removeUser(id);
			return null;
		}),
		toHandler(
			state,
			usersEndpoints.export,
			({ query }) => new Blob([toUsersCsv(selectUsers(state.users, query))], { type: 'text/csv' }),
		),
		toHandler(state, usersEndpoints.import, async ({ query, request }) => {
			const part = (await request.formData()).get('file');
			if (!(part instanceof File))
				throw new FakeFailure('VALIDATION_FAILED', { errors: { file: ['A file is needed.'] } });
			const dryRun = query.dryRun === '1';
			const result = importRows(await part.text(), (person) => {
				const existing = state.users.find(({ email }) => email === person.email);
				if (existing === undefined) {
					const given = Object.entries(person).filter(([, value]) => value !== undefined);
					if (!dryRun) state.users.push(buildUser({ ...Object.fromEntries(given), emailVerified: false }));
					return 'imported';
				}
				if (query.onExisting !== 'update') return query.onExisting === 'skip' ? 'skipped' : 'taken';
				const changed = Object.entries(person).filter(
					([name, value]) => value !== undefined && value !== existing[name as keyof User],
				);
				if (changed.length === 0) return 'skipped';
				if (!dryRun) state.changeUser(existing.id, Object.fromEntries(changed));
				return 'updated';
			});
			if (result === null) throw new FakeFailure('CSV_INVALID');
			if (!dryRun && result.imported > 0) state.emit({ name: 'users:imported', payload: { count: result.imported } });
			return { ...result, dryRun };
		}),
		toHandler(state, usersEndpoints.read, ({ params }) => find(params.id)),
		toHandler(state, usersEndpoints.update, ({ params, body, ...call }) => update(params.id, body, call)),
		toHandler(state, usersEndpoints.updateStatus, ({ params, body, ...call }) => update(params.id, body, call)),
		toHandler(state, usersEndpoints.updateRole, ({ params, body, ...call }) => update(params.id, body, call)),
		toHandler(state, usersEndpoints.remove, ({ params, caller, request }) => {
			if (params.id === caller.id) throw new FakeFailure('CANNOT_DELETE_SELF');
			const user = find(params.id);
			checkVersion(user, request);
			if (isActiveAdmin(user)) assertAdminRemains(({ id }) => id !== user.id);
			state.removeUser(user.id);
			return null;
		}),
	];
};

const isActiveAdmin = ({ role, status }: Pick<User, 'role' | 'status'>): boolean =>
	role === 'admin' && status === 'active';
