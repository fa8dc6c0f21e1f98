import { randomUUID } from 'node:crypto';
import type { CollectionDefinition, CollectionRecord, RecordData, RecordsList, Role } from '@flotilla/contracts';
import { type RequestOptions, readData, type StartedApi } from '../../testing/start-api.ts';

/** A definition that can be changed where a test needs it. */
export const notesDefinition = {
	owner: 'notes',
	schema: {
		type: 'object',
		properties: {
			title: { type: 'string', minLength: 1, maxLength: 5000 },
			text: { type: 'string' },
			priority: { type: 'integer' },
			weight: { type: ['number', 'null'] },
			done: { type: 'boolean' },
			due: { type: 'string', format: 'date' },
			tags: { type: 'array', items: { type: 'string' } },
			place: {
				type: 'object',
				properties: { city: { type: 'string' }, zip: { type: 'integer' } },
				required: ['city'],
				additionalProperties: false,
			},
		},
		required: ['title'],
		additionalProperties: false,
	} as RecordData,
	permissions: {
		read: ['admin', 'manager', 'member', 'viewer'],
		create: ['admin', 'member'],
		update: ['admin', 'owner'],
		delete: ['admin', 'owner'],
	} as Record<'read' | 'create' | 'update' | 'delete', 'owner' | (Role | 'owner')[]>,
	search: ['title', 'text'],
	sort: ['title', 'priority', 'weight', 'done', 'due'],
	filter: ['title', 'priority', 'weight', 'done', 'due'],
};

type Json = Omit<RequestOptions, 'method' | 'json'>;

/** Calls one collection as one person. */
export const createCollectionClient = (started: StartedApi, token: string, name = `c${randomUUID().slice(0, 12)}`) => {
	const ask = (method: string, path: string, json?: unknown, options: Json = {}) =>
		started.request(`/api/data/${name}${path}`, {
			token,
			method,
			...(json === undefined ? {} : { json }),
			...options,
		});
	return {
		name,
		ask,
		as: (other: string) => createCollectionClient(started, other, name),
		define: (changes: Partial<typeof notesDefinition> = {}, options?: Json) =>
			ask('PUT', '/definition', { ...notesDefinition, ...changes }, options),
		async defined(changes: Partial<typeof notesDefinition> = {}) {
			return readData<CollectionDefinition>(await ask('PUT', '/definition', { ...notesDefinition, ...changes }));
		},
		create: async (data: RecordData, id?: string) =>
			readData<CollectionRecord>(await ask('POST', '', { data, ...(id === undefined ? {} : { id }) })),
		bulk: async (records: readonly { id?: string; data: RecordData }[]) =>
			(await readData<{ records: CollectionRecord[] }>(await ask('POST', '/bulk', { records }))).records,
		list: async (query = ''): Promise<RecordsList> => readData<RecordsList>(await ask('GET', query && `?${query}`)),
		send: (text: string | Blob, query = '', filename = 'records.json') => {
			const body = new FormData();
			body.append('file', new File([text], filename));
			return ask('POST', `/import${query}`, undefined, { body });
		},
	};
};
