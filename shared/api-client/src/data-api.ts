import {
	type CollectionDefinition,
	type CollectionRecord,
	collectionsEndpoints,
	type DefineCollectionBody,
	type EndpointQuery,
	type ExportFormat,
	type ImportMode,
	type ImportReport,
	type RecordData,
	type RecordsList,
	type RecordsListQuery,
} from '@flotilla/contracts';
import type { ApiClient, CallOptions, TransferOptions } from './client-types.ts';

type ReadOptions = Pick<CallOptions, 'signal' | 'dedupe'>;
type WriteOptions = Pick<CallOptions, 'signal' | 'ifMatch' | 'idempotencyKey'>;

export type FilterValue = string | number | boolean;
export type FilterOperator = 'eq' | 'ne' | 'gt' | 'gte' | 'lt' | 'lte';
/** A value that is equal, or values by operator. */
export type RecordFilter =
	| FilterValue
	| ({ [O in FilterOperator]?: FilterValue | undefined } & { in?: readonly FilterValue[] | undefined });

export interface RecordSelection {
	/** Words in the fields that the collection declares for search. */
	search?: string | undefined;
	/** By field; those that the collection declares, `createdAt`, `updatedAt` and `createdBy`. */
	filter?: Readonly<Record<string, RecordFilter | undefined>> | undefined;
	/** Up to three fields, a minus in front sorts downwards. Default `-createdAt`. */
	sort?: readonly string[] | undefined;
}

export interface RecordsQuery extends RecordSelection {
	/** 1-based. Default 1. */
	page?: number | undefined;
	/** 1 to 100. Default 20. */
	limit?: number | undefined;
	/** In place of `page`: empty for the first page, then from `cursors` of an answer. */
	cursor?: string | undefined;
}

export interface NewRecordBody<T extends RecordData> {
	/** A UUID, for a write that may be repeated. Default: the server chooses. */
	id?: string | undefined;
	data: T;
}

/** A merge patch (RFC 7396): null removes a field, an object is merged, anything else replaces. */
export type MergePatch<T> = T extends readonly unknown[]
	? T
	: T extends object
		? { [K in keyof T]?: MergePatch<T[K]> | null }
		: T;

/** The records of one collection, whose data is a `T`. Everything rejects with an `ApiError`. */
export interface DataApi<T extends RecordData = RecordData> {
	definition(options?: ReadOptions): Promise<CollectionDefinition>;
	define(body: DefineCollectionBody, options?: WriteOptions): Promise<CollectionDefinition>;
	list(query?: RecordsQuery, options?: ReadOptions): Promise<RecordsList<T>>;
	read(id: string, options?: ReadOptions): Promise<CollectionRecord<T>>;
	create(body: NewRecordBody<T>, options?: WriteOptions): Promise<CollectionRecord<T>>;
	replace(id: string, data: T, options?: WriteOptions): Promise<CollectionRecord<T>>;
	patch(id: string, patch: MergePatch<T>, options?: WriteOptions): Promise<CollectionRecord<T>>;
	remove(id: string, options?: WriteOptions): Promise<null>;
	/** Up to a thousand at a time, all or none. */
	bulkCreate(records: readonly NewRecordBody<T>[], options?: WriteOptions): Promise<CollectionRecord<T>[]>;
	bulkPatch(ids: readonly string[], patch: MergePatch<T>, options?: WriteOptions): Promise<CollectionRecord<T>[]>;
	bulkRemove(ids: readonly string[], options?: WriteOptions): Promise<null>;
	export(query: RecordSelection & { format?: ExportFormat }, options?: ReadOptions): Promise<Blob>;
	/** The format is told by the file's name or type unless it is given. */
	import(file: File, options?: ImportRecordsOptions): Promise<ImportReport>;
}

export interface ImportRecordsOptions extends TransferOptions {
	/** Default `partial`. */
	mode?: ImportMode | undefined;
	/** Checks and stores nothing. Default false. */
	dryRun?: boolean | undefined;
	format?: ExportFormat | undefined;
}

/** `{filter: {due: {gte: '2026-01-01'}}}` as the query has it: `filter[due][gte]=2026-01-01`. */
const toQuery = ({ search, filter = {}, sort }: RecordSelection): Record<string, string | string[]> => {
	const query: Record<string, string | string[]> = {};
	if (search !== undefined) query.search = search;
	if (sort !== undefined) query.sort = sort.join(',');
	for (const [field, wanted] of Object.entries(filter)) {
		if (wanted === undefined) continue;
		if (typeof wanted !== 'object') {
			query[`filter[${field}]`] = String(wanted);
			continue;
		}
		for (const [operator, value] of Object.entries(wanted)) {
			if (value === undefined) continue;
			query[`filter[${field}][${operator}]`] = Array.isArray(value) ? value.map(String) : String(value);
		}
	}
	return query;
};

/** The query of a list of records as it goes over the wire. */
export const toRecordsQuery = ({ page, limit, cursor, ...selection }: RecordsQuery): RecordsListQuery =>
	({ ...toQuery(selection), page, limit, cursor }) as RecordsListQuery;

export const createDataApi = <T extends RecordData>(client: ApiClient, collection: string): DataApi<T> => {
	const params = { collection };
	const { request, upload } = client;
	// That the data is a `T` is the caller's word; the collection's schema holds it to that.
	const one = (record: Promise<CollectionRecord>) => record as Promise<CollectionRecord<T>>;
	const many = async (answer: Promise<{ records: CollectionRecord[] }>) =>
		(await answer).records as CollectionRecord<T>[];
	const at = (id: string) => ({ params: { collection, id } });
	const rows = collectionsEndpoints;

	return {
		definition: (options) => request(rows.readDefinition, { params, ...options }),
		define: (body, options) => request(rows.define, { params, body, ...options }),
		list: (query = {}, options) =>
			request(rows.list, { params, query: toRecordsQuery(query), ...options }) as Promise<RecordsList<T>>,
		read: (id, options) => one(request(rows.read, { ...at(id), ...options })),
		create: (body, options) => one(request(rows.create, { params, body, ...options })),
		replace: (id, data, options) => one(request(rows.replace, { ...at(id), body: { data }, ...options })),
		patch: (id, patch, options) =>
			one(request(rows.patch, { ...at(id), body: { data: patch as RecordData }, ...options })),
		remove: (id, options) => request(rows.remove, { ...at(id), ...options }),
		bulkCreate: (records, options) =>
			many(request(rows.bulkCreate, { params, body: { records: [...records] }, ...options })),
		bulkPatch: (ids, patch, options) =>
			many(request(rows.bulkPatch, { params, body: { ids: [...ids], patch: patch as RecordData }, ...options })),
		bulkRemove: (ids, options) => request(rows.bulkRemove, { params, body: { ids: [...ids] }, ...options }),
		export: ({ format, ...selection }, options) => {
			const query = { ...toQuery(selection), format } as EndpointQuery<typeof rows.exportRecords>;
			return request(rows.exportRecords, { params, query, ...options });
		},
		import: (file, { mode, dryRun, format, ...options } = {}) => {
			const query = { mode, format, dryRun: dryRun === undefined ? undefined : Number(dryRun) };
			return upload(rows.importRecords, file, { params, query, ...options });
		},
	};
};
