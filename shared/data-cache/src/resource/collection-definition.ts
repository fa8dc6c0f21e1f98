import { type RecordsQuery, toRecordsQuery } from '@flotilla/api-client';
import { type CollectionRecord, collectionsEndpoints, mergePatch, type RecordData } from '@flotilla/contracts';
import { collectionRules } from './collection-rules.ts';
import { defineRows } from './define-rows.ts';
import type { RowDefinition } from './row-definition.ts';

export interface CollectionResourceOptions {
	/** The first element of its keys: nobody else may have it. Default: the collection's name. */
	name?: string;
	/** The name of the remote. */
	owner: string;
	/** A collection of the API (see docs/api.md); it has to be defined there. */
	collection: string;
	/** Milliseconds for which what was fetched needs no fetch, while no events come in. Default 300,000. */
	ttl?: number;
}

export const toCollectionDefinition = ({ name, owner, collection, ttl }: CollectionResourceOptions): RowDefinition =>
	defineRows<CollectionRecord, RecordsQuery>({
		name: name ?? collection,
		owner,
		...(ttl !== undefined && { ttl }),
		endpoints: {
			...collectionsEndpoints,
			update: collectionsEndpoints.patch,
			bulkUpdate: collectionsEndpoints.bulkPatch,
		},
		params: { collection },
		answerField: 'records',
		isLive: true,
		rules: collectionRules,
		toQuery: toRecordsQuery,
		merge: (record, patch) => ({ ...record, data: mergePatch(record.data, patch as RecordData) }),
		draft: (body, { id, now, userId }) => ({
			...{ id, data: (body as { data: RecordData }).data, version: 0 },
			...{ createdAt: now, updatedAt: now, createdBy: userId, updatedBy: userId },
		}),
		takesId: true,
		toCreateBody: (data, id) => ({ id, data }),
		toUpdateBody: (data) => ({ data }),
		toShown: (body) => (body as { data: RecordData }).data,
		toBulkUpdateBody: (ids, patch) => ({ ids, patch }),
		toBulkRows: (answer) => (answer as { records: CollectionRecord[] }).records,
		listen(bus, report, signal) {
			const resource = name ?? collection;
			const isOther = (event: { collection: string }): boolean => event.collection !== collection;
			bus.on(
				'data:record-created',
				(event) => {
					const { id, record: row } = event;
					if (isOther(event)) return;
					// A large record is left out of its event.
					report(row === undefined ? { type: 'unclear', resource, id } : { type: 'created', resource, row });
				},
				{ signal },
			);
			bus.on(
				'data:record-updated',
				(event) => {
					const { id, record: row } = event;
					if (isOther(event)) return;
					report(row === undefined ? { type: 'unclear', resource, id } : { type: 'changed', resource, row });
				},
				{ signal },
			);
			bus.on('data:record-deleted', (event) => isOther(event) || report({ type: 'removed', resource, id: event.id }), {
				signal,
			});
			bus.on('data:records-imported', (event) => isOther(event) || report({ type: 'unclear', resource }), { signal });
		},
	});
