import { defineEndpoint } from '../http/endpoint.ts';
import { idParams } from '../http/fields.ts';
import { updateUserBody, user, usersList, usersListQuery } from './user.ts';

export const usersEndpoints = {
	list: defineEndpoint({
		method: 'GET',
		path: '/users',
		summary: 'List users, a page at a time',
		access: 'users:read',
		query: usersListQuery,
		response: usersList,
	}),
	read: defineEndpoint({
		method: 'GET',
		path: '/users/:id',
		summary: 'Read one user',
		access: 'users:read',
		params: idParams,
		response: user,
		errors: ['USER_NOT_FOUND'],
	}),
	/** `access` is the floor: people may change their own name without `users:update`. */
	update: defineEndpoint({
		method: 'PATCH',
		path: '/users/:id',
		summary: 'Change some fields of a user; `If-Match` guards against a lost update',
		access: 'signed-in',
		params: idParams,
		body: updateUserBody,
		response: user,
		conditional: true,
		errors: ['USER_NOT_FOUND', 'EMAIL_TAKEN', 'LAST_ADMIN', 'VERSION_CONFLICT'],
	}),
} as const;
