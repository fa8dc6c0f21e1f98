import * as z from 'zod/mini';

export const roles = ['admin', 'manager', 'member', 'viewer'] as const;
export const role = z.enum(roles);
export type Role = z.infer<typeof role>;

export const permissions = [
	'users:read',
	'users:create',
	'users:update',
	'users:delete',
	'users:update-role',
	'users:export',
	'files:read',
	'files:read-any',
	'files:upload',
	'files:delete',
	'files:delete-any',
	'collections:define',
	'audit:read',
	'platform:inspect',
] as const;
export const permission = z.enum(permissions);
export type Permission = z.infer<typeof permission>;

/**
 * The one permission table. `*-any` covers what belongs to other people; without it a
 * person reaches their own only. Everybody may change their own profile (name, not role).
 */
export const rolePermissions: Readonly<Record<Role, readonly Permission[]>> = {
	admin: permissions,
	manager: [
		'users:read',
		'users:create',
		'users:update',
		'users:export',
		'files:read',
		'files:read-any',
		'files:upload',
		'files:delete',
	],
	member: ['users:read', 'files:read', 'files:upload', 'files:delete'],
	viewer: ['users:read', 'files:read'],
};

/** Whether somebody with these permissions has this one; undefined: nothing is needed. */
export const isAllowed = (permissions: readonly Permission[], needed: Permission | undefined): boolean =>
	needed === undefined || permissions.includes(needed);

export const roleCan = (subject: Role, needed: Permission): boolean => rolePermissions[subject].includes(needed);
