import { defineEndpoint } from '../http/endpoint.ts';
import { auditList, auditListQuery } from './audit.ts';

export const auditEndpoints = {
	list: defineEndpoint({
		method: 'GET',
		path: '/audit',
		summary: 'List security-relevant acts, newest first',
		access: 'audit:read',
		query: auditListQuery,
		response: auditList,
	}),
} as const;
