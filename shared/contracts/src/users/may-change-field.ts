import type { Permission, Role } from '../auth/permissions.ts';
import type { UpdateUserBody } from './user.ts';

/** What can be changed of a person. */
export type UserField = keyof UpdateUserBody;

/**
 * Everybody may change their own name. Anything else takes `users:update`; a role, or anything of an administrator,
 * `users:update-role` as well: it would otherwise be a way to become one.
 *
 * @param can what whoever changes it may do.
 * @param isSelf whether they change themselves.
 * @param role of the person that is changed, before that.
 */
export const mayChangeField = (
	can: (permission: Permission) => boolean,
	isSelf: boolean,
	role: Role,
	field: UserField,
): boolean => {
	const isName = field === 'firstName' || field === 'lastName';
	if (isName && isSelf) return true;
	if (!can('users:update')) return false;
	return (field !== 'role' && role !== 'admin') || can('users:update-role');
};
