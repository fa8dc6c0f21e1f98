import type { Role, User, UserStatus } from '@flotilla/contracts';

export const roleNames: Readonly<Record<Role, string>> = {
	admin: 'Administrator',
	manager: 'Manager',
	member: 'Member',
	viewer: 'Viewer',
};

export const statusNames: Readonly<Record<UserStatus, string>> = { active: 'Active', inactive: 'Inactive' };

export const fullName = ({ firstName, lastName }: Pick<User, 'firstName' | 'lastName'>): string =>
	`${firstName} ${lastName}`;
