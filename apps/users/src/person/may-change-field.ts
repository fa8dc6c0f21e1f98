import type { Permission, User } from '@flotilla/contracts';
import type { ProfileField } from '../profile-form/profile-fields.ts';

/** Who looks at a person. */
export interface Editor {
	id: string | undefined;
	permissions: readonly Permission[];
}

/**
 * As the server has it: everybody may change their own name. Anything else takes `users:update`, and a role, or
 * anything of an administrator, `users:update-role` as well.
 */
export const mayChangeField = (
	{ id, permissions }: Editor,
	user: Pick<User, 'id' | 'role'>,
	field: ProfileField,
): boolean => {
	const isName = field === 'firstName' || field === 'lastName';
	if (isName && user.id === id) return true;
	if (!permissions.includes('users:update')) return false;
	return (field !== 'role' && user.role !== 'admin') || permissions.includes('users:update-role');
};
