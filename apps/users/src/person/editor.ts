import { mayChangeField, type Permission, type User, type UserField } from '@flotilla/contracts';

/** Who looks at a person. */
export interface Editor {
	id: string | undefined;
	permissions: readonly Permission[];
}

/** Whether the server would let them change it. */
export const mayEditField = ({ id, permissions }: Editor, user: Pick<User, 'id' | 'role'>, field: UserField): boolean =>
	mayChangeField((permission) => permissions.includes(permission), user.id === id, user.role, field);
