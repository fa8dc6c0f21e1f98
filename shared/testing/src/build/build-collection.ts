import type { CollectionDefinition, CollectionRecord, RecordData } from '@flotilla/contracts';
import { fakeId, fakeInstant } from './fake-id.ts';

/** A collection of the fake backend with its records. */
export interface FakeCollection {
	definition: CollectionDefinition;
	records: CollectionRecord[];
	/** As on the server: records fit the schema, lists sort and filter by declared fields alone. Default false. */
	isStrict?: boolean;
}

/** Everybody may everything, unless it is said otherwise. Records that are plain data get the rest. */
export const buildCollection = (
	name: string,
	{
		records = [],
		createdBy = fakeId(),
		...changes
	}: Partial<CollectionDefinition> & { records?: readonly RecordData[]; createdBy?: string } = {},
): FakeCollection => {
	const anybody = ['admin' as const, 'manager' as const, 'member' as const, 'viewer' as const];
	const createdAt = fakeInstant();
	return {
		definition: {
			name,
			owner: name,
			schema: { type: 'object', properties: {} },
			permissions: { read: anybody, create: anybody, update: anybody, delete: anybody },
			search: [],
			sort: [],
			filter: [],
			version: 1,
			createdAt,
			updatedAt: createdAt,
			...changes,
		},
		records: records.map((data) => {
			const at = fakeInstant();
			return { id: fakeId(), data, version: 1, createdAt: at, updatedAt: at, createdBy, updatedBy: createdBy };
		}),
	};
};
