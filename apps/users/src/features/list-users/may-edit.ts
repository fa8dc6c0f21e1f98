import type { Permission, User } from '@flotilla/contracts';
import type { UserColumn } from './user-columns.ts';

/** Who looks at the list. */
export interface Editor {
	id: string | undefined;
	permissions: readonly Permission[];
}

/** As the server has it: everybody their own name, the rest by permission, administrators by those who give roles. */
export const mayEdit = ({ id, permissions }: Editor, user: User, column: UserColumn): boolean => {
	if (column === 'name' && user.id === id) return true;
	if (column !== 'name' && column !== 'role' && column !== 'status') return false;
	if (!permissions.includes('users:update')) return false;
	return (column !== 'role' && user.role !== 'admin') || permissions.includes('users:update-role');
};
