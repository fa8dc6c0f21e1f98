import * as z from 'zod/mini';
import { fieldErrors, pageCursors, pagination } from '../http/envelope.ts';
import { id, instant, pageQuery, searchWords } from '../http/fields.ts';
import { collectionName } from './definition.ts';

/** What the collection's schema describes. */
export const recordData = z.record(z.string(), z.unknown());
export type RecordData = z.infer<typeof recordData>;

export const collectionRecord = z.object({
	id,
	data: recordData,
	/** Grows by one with each change; sent back as `If-Match: "<version>"`. */
	version: z.int(),
	createdAt: instant,
	updatedAt: instant,
	createdBy: id,
	updatedBy: id,
});
export type CollectionRecord<T extends RecordData = RecordData> = Omit<z.infer<typeof collectionRecord>, 'data'> & {
	data: T;
};

export const collectionParams = z.object({ collection: collectionName });
export const recordParams = z.object({ collection: collectionName, id });

/** Not trimmed: a value is looked for as it is. */
const queryText = z.string().check(
	z.maxLength(200),
	z.refine((value) => !value.includes('\0') && value.isWellFormed(), 'Contains characters that cannot be stored.'),
);

const selection = {
	/** Words that all occur in the fields declared for it. */
	search: z.optional(searchWords),
	/** Up to three declared fields: `priority,-createdAt`. A minus sorts downwards. Default `-createdAt`. */
	sort: z.optional(queryText),
};

/**
 * `filter[<field>]=value` and `filter[<field>][<operator>]=value`, the operators being `eq`, `ne`, `gt`, `gte`,
 * `lt`, `lte` and `in` (given once for each value).
 */
const filters = z.union([queryText, z.array(queryText).check(z.maxLength(100))]);

export const recordsListQuery = z.catchall(
	z.object({
		...pageQuery,
		...selection,
		/**
		 * Pages by cursor in place of `page`: empty for the first page, then from `cursors` of an answer. Needs one
		 * direction for all fields that are sorted by.
		 */
		cursor: z.optional(z.string().check(z.maxLength(4_000))),
	}),
	filters,
);
export type RecordsListQuery = z.input<typeof recordsListQuery>;

export const recordsList = z.object({
	records: z.array(collectionRecord),
	/** Without `cursor`. */
	pagination: z.optional(pagination),
	/** With `cursor`. */
	cursors: z.optional(pageCursors),
});
export type RecordsList<T extends RecordData = RecordData> = Omit<z.infer<typeof recordsList>, 'records'> & {
	records: CollectionRecord<T>[];
};

export const createRecordBody = z.strictObject({
	/** Chosen by a client that writes offline, so that a repeated write is not a second record. Default: a new one. */
	id: z.optional(id),
	data: recordData,
});
export const replaceRecordBody = z.strictObject({ data: recordData });
/** `data` is a merge patch (RFC 7396): null removes a field, an object is merged, anything else replaces. */
export const patchRecordBody = z.strictObject({ data: recordData });

const bulkIds = z.array(id).check(
	z.minLength(1),
	z.maxLength(1000),
	z.refine((ids) => new Set(ids).size === ids.length, 'An id is named twice.'),
);
export const bulkCreateBody = z.strictObject({
	records: z.array(createRecordBody).check(z.minLength(1), z.maxLength(1000)),
});
export const bulkPatchBody = z.strictObject({ ids: bulkIds, patch: recordData });
export const bulkRemoveBody = z.strictObject({ ids: bulkIds });
export const bulkRecords = z.object({ records: z.array(collectionRecord) });

export const exportFormats = ['json', 'ndjson', 'csv'] as const;
export type ExportFormat = (typeof exportFormats)[number];
/** Default `json`. */
export const exportRecordsQuery = z.catchall(
	z.object({ ...selection, format: z._default(z.enum(exportFormats), 'json') }),
	filters,
);

export const importModes = ['partial', 'all-or-nothing'] as const;
export type ImportMode = (typeof importModes)[number];
export const importRecordsQuery = z.object({
	/**
	 * `partial`: rows that are right are stored, and the others reported. `all-or-nothing`: one wrong row refuses the
	 * file. Default `partial`.
	 */
	mode: z._default(z.enum(importModes), 'partial'),
	/** `1` answers what would happen and changes nothing. Default `0`. */
	dryRun: z._default(z.enum(['0', '1']), '0'),
	/** Default: by the file's name or content type. */
	format: z.optional(z.enum(exportFormats)),
});

export const importReport = z.object({
	dryRun: z.boolean(),
	/** Rows in the file. */
	total: z.int(),
	/** Rows stored, or that would have been. */
	imported: z.int(),
	failed: z.int(),
	/** The first hundred rows that failed. `row` counts from 1, in CSV with the header, as in a spreadsheet. */
	errors: z.array(z.object({ row: z.int(), errors: fieldErrors })),
});
export type ImportReport = z.infer<typeof importReport>;
