import { defineEndpoint } from '../http/endpoint.ts';
import { auditCounts, auditCountsQuery, auditList, auditListQuery } from './audit.ts';

export const auditEndpoints = {
	list: defineEndpoint({
		method: 'GET',
		path: '/audit',
		summary: 'List security-relevant acts, newest first',
		access: 'audit:read',
		query: auditListQuery,
		response: auditList,
	}),
	counts: defineEndpoint({
		method: 'GET',
		path: '/audit/counts',
		summary: 'Count security-relevant acts by day',
		access: 'audit:read',
		query: auditCountsQuery,
		response: auditCounts,
	}),
} as const;
