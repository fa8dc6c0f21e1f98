import { mayChangeField, roleCan, type User, type UserField } from '@flotilla/contracts';
import type { BackendInternals, ChangeOptions } from './backend-state.ts';
import { FakeFailure } from './failure.ts';

/** What somebody wants a user to be; what is undefined stays. */
export interface WantedUser {
	email?: string | undefined;
	firstName?: string | undefined;
	lastName?: string | undefined;
	role?: User['role'] | undefined;
	status?: User['status'] | undefined;
}

export const isActiveAdmin = ({ role, status }: Pick<User, 'role' | 'status'>): boolean =>
	role === 'admin' && status === 'active';

/** Throws `FakeFailure` USER_NOT_FOUND. */
export const findUser = ({ users }: BackendInternals, id: string): User => {
	const user = users.find((candidate) => candidate.id === id);
	if (user === undefined) throw new FakeFailure('USER_NOT_FOUND');
	return user;
};

/** Throws `FakeFailure` VERSION_CONFLICT. */
export const assertUserVersion = ({ version }: User, { headers }: Request): void => {
	const ifMatch = headers.get('if-match');
	if (ifMatch !== null && ifMatch !== `"${version}"`) throw new FakeFailure('VERSION_CONFLICT');
};

/** A form that sends all of its fields changes what it changed. */
export const findChanges = (user: User, wanted: WantedUser): Partial<User> =>
	Object.fromEntries(
		Object.entries(wanted).filter(([name, value]) => value !== undefined && value !== user[name as keyof User]),
	);

export const mayChange = (caller: User, user: User, changes: Partial<User>): boolean =>
	(Object.keys(changes) as UserField[]).every((field) =>
		mayChangeField((permission) => roleCan(caller.role, permission), user.id === caller.id, user.role, field),
	);

/** Stores the changes with their event and what the audit log says of them; no longer active means signed out. */
export const applyChanges = (
	state: BackendInternals,
	user: User,
	changes: Partial<User>,
	actor: User,
	options?: ChangeOptions,
): User => {
	if (Object.keys(changes).length === 0) return user;
	const changed = state.changeUser(user.id, changes, options);
	const subject = { type: 'user', id: user.id } as const;
	const { role, status, ...rest } = changes;
	const fields = Object.keys(rest);
	if (fields.length > 0) state.record({ action: 'users:updated', actor, subject, details: { fields } });
	if (role !== undefined) {
		state.record({ action: 'users:role-changed', actor, subject, details: { from: user.role, to: role } });
	}
	if (status !== undefined) {
		state.record({ action: 'users:status-changed', actor, subject, details: { from: user.status, to: status } });
	}
	if (status === 'inactive') state.endSessions(user.id);
	return changed;
};

/** Throws `FakeFailure` USER_NOT_FOUND, FORBIDDEN, VERSION_CONFLICT, EMAIL_TAKEN or LAST_ADMIN. */
export const updateUser = (
	state: BackendInternals,
	id: string,
	wanted: WantedUser,
	{ caller, request }: { caller: User; request: Request },
): User => {
	const user = findUser(state, id);
	const changes = findChanges(user, wanted);
	if (!mayChange(caller, user, changes)) throw new FakeFailure('FORBIDDEN');
	assertUserVersion(user, request);
	const leaves = isActiveAdmin(user) && !isActiveAdmin({ ...user, ...changes });
	if (leaves && !state.users.some((other) => other.id !== id && isActiveAdmin(other))) {
		throw new FakeFailure('LAST_ADMIN');
	}
	if (changes.email !== undefined && state.users.some(({ email }) => email === changes.email)) {
		throw new FakeFailure('EMAIL_TAKEN');
	}
	return applyChanges(state, user, changes, caller);
};
