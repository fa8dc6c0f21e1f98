import {
	type CollectionRecord,
	collectionsEndpoints,
	mergePatch,
	type RecordAction,
	type RecordData,
	roleCan,
	type User,
} from '@flotilla/contracts';
import type { RequestHandler } from 'msw';
import type { FakeCollection } from '../build/build-collection.ts';
import type { BackendInternals } from './backend-state.ts';
import { checkRecord } from './check-record.ts';
import { cutSlice } from './cut-slice.ts';
import { FakeFailure } from './failure.ts';
import { laterInstant } from './later-instant.ts';
import { cutPage } from './query-rows.ts';
import { readFormFile } from './read-form.ts';
import { readRecords, writeRecords } from './record-files.ts';
import { assertDeclared, compareRecords, pickFields, selectRecords } from './select-records.ts';
import { toHandler } from './to-handler.ts';

const reaches = ({ definition }: FakeCollection, action: RecordAction, caller: User, createdBy?: string): boolean => {
	const names: readonly string[] = [definition.permissions[action]].flat();
	return names.includes(caller.role) || (names.includes('owner') && (createdBy ?? caller.id) === caller.id);
};

/** Whatever the order of the fields. */
const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
const sorted = (value: unknown): unknown =>
	typeof value === 'object' && value !== null && !Array.isArray(value)
		? Object.fromEntries(
				Object.entries(value)
					.sort(([a], [b]) => (a < b ? -1 : 1))
					.map(([key, part]) => [key, sorted(part)]),
			)
		: value;

/** Collections and their records. What a test puts there holds any data; what is defined here is strict. */
export const fakeCollectionsEndpoints = (state: BackendInternals): RequestHandler[] => {
	const find = (name: string, caller: User, action?: RecordAction): FakeCollection => {
		const collection = state.collections.get(name);
		if (collection === undefined || !reaches(collection, 'read', caller)) throw new FakeFailure('COLLECTION_NOT_FOUND');
		if (action !== undefined && !reaches(collection, action, caller)) throw new FakeFailure('FORBIDDEN');
		return collection;
	};

	const findRecord = (collection: FakeCollection, id: string, caller: User, action: RecordAction): CollectionRecord => {
		const record = collection.records.find((candidate) => candidate.id === id);
		if (record === undefined || !reaches(collection, 'read', caller, record.createdBy))
			throw new FakeFailure('RECORD_NOT_FOUND');
		if (!reaches(collection, action, caller, record.createdBy)) throw new FakeFailure('FORBIDDEN');
		return record;
	};

	/** All of them, or throws with those that are not there as `ids.<index>`. */
	const findRecords = (collection: FakeCollection, ids: readonly string[], caller: User, action: RecordAction) => {
		const isThere = (id: string): boolean =>
			collection.records.some((record) => record.id === id && reaches(collection, 'read', caller, record.createdBy));
		const missing = ids.flatMap((id, index) =>
			isThere(id) ? [] : [[`ids.${index}`, ['This record does not exist.']]],
		);
		if (missing.length > 0) throw new FakeFailure('RECORD_NOT_FOUND', { errors: Object.fromEntries(missing) });
		return ids.map((id) => findRecord(collection, id, caller, action));
	};

	const assertVersion = ({ version }: { version: number }, request: Request): void => {
		const ifMatch = request.headers.get('if-match');
		if (ifMatch !== null && ifMatch !== `"${version}"`) throw new FakeFailure('VERSION_CONFLICT');
	};

	/** Throws `FakeFailure` VALIDATION_FAILED; `pathOf` says where the errors of an item go. */
	const assertFits = (
		{ isStrict, definition }: FakeCollection,
		items: readonly RecordData[],
		pathOf: (index: number) => string = () => '',
	): void => {
		if (isStrict !== true) return;
		const errors = items.flatMap((data, index) =>
			Object.entries(checkRecord(definition.schema, data)).map(([field, texts]) => [`${pathOf(index)}${field}`, texts]),
		);
		if (errors.length > 0) throw new FakeFailure('VALIDATION_FAILED', { errors: Object.fromEntries(errors) });
	};

	const add = (
		collection: FakeCollection,
		caller: User,
		items: readonly { id?: string | undefined; data: RecordData }[],
	) => {
		const taken = new Set(collection.records.map(({ id }) => id));
		if (items.some(({ id }) => id !== undefined && taken.has(id))) throw new FakeFailure('RECORD_EXISTS');
		const [createdBy, updatedBy] = [caller.id, caller.id];
		const made = items.map(({ id = crypto.randomUUID(), data }): CollectionRecord => {
			const now = laterInstant();
			return { id, data, version: 1, createdAt: now, updatedAt: now, createdBy, updatedBy };
		});
		collection.records.push(...made);
		return made;
	};

	const announceCreated = (collection: FakeCollection, records: readonly CollectionRecord[]): void => {
		const { name } = collection.definition;
		for (const record of records)
			state.emit(
				{ name: 'data:record-created', payload: { collection: name, id: record.id, record } },
				{ ownerId: record.createdBy },
			);
	};

	const update = (collection: FakeCollection, record: CollectionRecord, data: RecordData, caller: User) => {
		assertFits(collection, [data]);
		if (isSame(data, record.data)) return record;
		const updatedAt = new Date().toISOString();
		const changed = { ...record, data, version: record.version + 1, updatedAt, updatedBy: caller.id };
		collection.records = collection.records.map((candidate) => (candidate.id === record.id ? changed : candidate));
		const { name } = collection.definition;
		state.emit(
			{ name: 'data:record-updated', payload: { collection: name, id: record.id, record: changed } },
			{ ownerId: record.createdBy },
		);
		return changed;
	};

	const remove = (collection: FakeCollection, { id, createdBy }: CollectionRecord): void => {
		collection.records = collection.records.filter((candidate) => candidate.id !== id);
		state.emit(
			{ name: 'data:record-deleted', payload: { collection: collection.definition.name, id } },
			{ ownerId: createdBy },
		);
	};

	const select = (
		collection: FakeCollection,
		caller: User,
		query: { search?: string | undefined; sort?: string | undefined },
		filters: Readonly<Record<string, string | string[]>>,
	): CollectionRecord[] => {
		if (collection.isStrict === true) assertDeclared(collection.definition, query.sort, filters);
		const visible = collection.records.filter(({ createdBy }) => reaches(collection, 'read', caller, createdBy));
		return selectRecords(visible, { ...query, fields: collection.definition.search }, filters);
	};

	return [
		toHandler(state, collectionsEndpoints.listCollections, ({ caller }) => ({
			collections: [...state.collections.values()]
				.filter((collection) => reaches(collection, 'read', caller) || roleCan(caller.role, 'collections:define'))
				.map(({ definition: { schema: _schema, ...summary } }) => summary)
				.sort((a, b) => (a.name < b.name ? -1 : 1)),
		})),
		toHandler(state, collectionsEndpoints.define, ({ params: { collection: name }, body, request, caller }) => {
			const present = state.collections.get(name);
			if (present !== undefined && present.definition.owner !== body.owner) throw new FakeFailure('COLLECTION_OWNED');
			assertVersion({ version: present?.definition.version ?? 0 }, request);
			const updatedAt = new Date().toISOString();
			const { createdAt, version } = present?.definition ?? { createdAt: updatedAt, version: 0 };
			const definition = { ...body, name, version: version + 1, createdAt, updatedAt };
			if (present !== undefined) {
				const {
					version: _version,
					createdAt: _createdAt,
					updatedAt: _updatedAt,
					name: _name,
					...known
				} = present.definition;
				if (isSame(known, body)) return present.definition;
				const misfits = present.records.some(({ data }) => Object.keys(checkRecord(body.schema, data)).length > 0);
				if (misfits) throw new FakeFailure('SCHEMA_INCOMPATIBLE');
			}
			state.collections.set(name, { definition, records: present?.records ?? [], isStrict: true });
			const subject = { type: 'collection', id: name } as const;
			const details = { owner: definition.owner, version: definition.version };
			state.record({ action: 'data:collection-defined', actor: caller, subject, details });
			return definition;
		}),
		toHandler(state, collectionsEndpoints.readDefinition, ({ params, caller }) => {
			const known = state.collections.get(params.collection);
			const defines = roleCan(caller.role, 'collections:define');
			return (defines && known !== undefined ? known : find(params.collection, caller)).definition;
		}),
		toHandler(state, collectionsEndpoints.exportRecords, ({ params, query, caller }) => {
			const collection = find(params.collection, caller);
			const { format, search, sort, ...filters } = query;
			return writeRecords(select(collection, caller, { search, sort }, filters), collection.definition, format);
		}),
		toHandler(state, collectionsEndpoints.importRecords, async ({ params, query, caller, request }) => {
			const collection = find(params.collection, caller, 'create');
			const file = await readFormFile(request);
			const rows = await readRecords(file, query.format);
			const dryRun = query.dryRun === '1';
			if (!dryRun && rows.length > 0) {
				add(collection, caller, rows);
				state.emit({ name: 'data:records-imported', payload: { collection: params.collection, count: rows.length } });
			}
			return { dryRun, total: rows.length, imported: rows.length, failed: 0, errors: [] };
		}),
		toHandler(state, collectionsEndpoints.bulkCreate, ({ params, body, caller }) => {
			const collection = find(params.collection, caller, 'create');
			assertFits(
				collection,
				body.records.map(({ data }) => data),
				(index) => `records.${index}.`,
			);
			const records = add(collection, caller, body.records);
			announceCreated(collection, records);
			return { records };
		}),
		toHandler(state, collectionsEndpoints.bulkPatch, ({ params, body, caller }) => {
			const collection = find(params.collection, caller);
			const present = findRecords(collection, body.ids, caller, 'update');
			return {
				records: present.map((record) => update(collection, record, mergePatch(record.data, body.patch), caller)),
			};
		}),
		toHandler(state, collectionsEndpoints.bulkRemove, ({ params, body, caller }) => {
			const collection = find(params.collection, caller);
			const present = findRecords(collection, body.ids, caller, 'delete');
			for (const record of present) remove(collection, record);
			return null;
		}),
		toHandler(state, collectionsEndpoints.list, ({ params, query, caller }) => {
			const { page, limit, cursor, search, sort, ...filters } = query;
			const matching = select(find(params.collection, caller), caller, { search, sort }, filters);
			if (cursor === undefined) {
				const { rows: records, pagination } = cutPage(matching, { page, limit });
				return { records, pagination };
			}
			const { rows: records, cursors } = cutSlice(matching, {
				...{ cursor, limit, order: `data:${params.collection}:${sort ?? ''}` },
				compare: compareRecords(sort),
				placeOf: (record) => ({ ...record, data: pickFields(record.data, sort) }),
			});
			return { records, cursors };
		}),
		toHandler(state, collectionsEndpoints.create, ({ params, body, caller }) => {
			const collection = find(params.collection, caller, 'create');
			assertFits(collection, [body.data]);
			const [record] = add(collection, caller, [body]);
			if (record === undefined) throw new RangeError('One record is made of one.');
			announceCreated(collection, [record]);
			return record;
		}),
		toHandler(state, collectionsEndpoints.read, ({ params, caller }) =>
			findRecord(find(params.collection, caller), params.id, caller, 'read'),
		),
		toHandler(state, collectionsEndpoints.replace, ({ params, body, caller, request }) => {
			const collection = find(params.collection, caller);
			const record = findRecord(collection, params.id, caller, 'update');
			assertVersion(record, request);
			return update(collection, record, body.data, caller);
		}),
		toHandler(state, collectionsEndpoints.patch, ({ params, body, caller, request }) => {
			const collection = find(params.collection, caller);
			const record = findRecord(collection, params.id, caller, 'update');
			assertVersion(record, request);
			return update(collection, record, mergePatch(record.data, body.data), caller);
		}),
		toHandler(state, collectionsEndpoints.remove, ({ params, caller, request }) => {
			const collection = find(params.collection, caller);
			const record = findRecord(collection, params.id, caller, 'delete');
			assertVersion(record, request);
			remove(collection, record);
			return null;
		}),
	];
};
