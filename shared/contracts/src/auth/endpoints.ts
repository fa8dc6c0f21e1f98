import { defineEndpoint } from '../http/endpoint.ts';
import { noContent } from '../http/fields.ts';
import { authResponse, loginBody, me, refreshBody, registerBody } from './auth.ts';

export const authEndpoints = {
	login: defineEndpoint({
		method: 'POST',
		path: '/auth/login',
		summary: 'Sign in',
		access: 'public',
		body: loginBody,
		response: authResponse,
		errors: ['INVALID_CREDENTIALS', 'ACCOUNT_INACTIVE', 'RATE_LIMITED'],
	}),
	register: defineEndpoint({
		method: 'POST',
		path: '/auth/register',
		summary: 'Make an account and sign in',
		access: 'public',
		body: registerBody,
		response: authResponse,
		errors: ['EMAIL_TAKEN', 'RATE_LIMITED'],
	}),
	refresh: defineEndpoint({
		method: 'POST',
		path: '/auth/refresh',
		summary: 'Trade the refresh token for a new pair',
		access: 'public',
		body: refreshBody,
		response: authResponse,
		errors: ['SESSION_EXPIRED', 'SESSION_REVOKED', 'ACCOUNT_INACTIVE', 'FORBIDDEN'],
	}),
	logout: defineEndpoint({
		method: 'POST',
		path: '/auth/logout',
		summary: 'End this session; answers the same whether there was one or not',
		access: 'public',
		body: refreshBody,
		response: noContent,
		errors: ['FORBIDDEN'],
	}),
	me: defineEndpoint({
		method: 'GET',
		path: '/auth/me',
		summary: 'The signed-in person and what they may do',
		access: 'signed-in',
		response: me,
	}),
} as const;
