import type { DefineCollectionBody } from '@flotilla/contracts';

export const longestTitle = 200;

/** The collection as the API keeps it: what fits, who may do what, and what lists search, sort and filter by. */
export const collectionDefinition = {
	title: 'Sample',
	owner: 'sample',
	schema: {
		type: 'object',
		properties: {
			title: { type: 'string', minLength: 1, maxLength: longestTitle },
			done: { type: 'boolean' },
		},
		required: ['title'],
		additionalProperties: false,
	},
	permissions: {
		read: ['admin', 'manager', 'member', 'viewer'],
		create: ['admin', 'manager', 'member'],
		update: ['admin', 'manager', 'owner'],
		delete: ['admin', 'owner'],
	},
	search: ['title'],
	sort: ['title'],
	filter: ['done'],
} satisfies DefineCollectionBody;
