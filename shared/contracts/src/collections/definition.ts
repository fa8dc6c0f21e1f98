import * as z from 'zod/mini';
import { roles } from '../auth/permissions.ts';
import { appName } from '../federation/app-name.ts';
import { instant } from '../http/fields.ts';

/** `notes`, `travel-costs`: 1 to 40 characters. */
export const collectionName = z
	.string()
	.check(z.regex(/^[a-z][a-z0-9-]{0,39}$/, 'Use up to 40 of a-z, 0-9 and -, a letter first.'));

/** A field of a record's data: 1 to 60 characters. */
export const recordField = z
	.string()
	.check(z.regex(/^[A-Za-z][A-Za-z0-9_]{0,59}$/, 'Use up to 60 letters, digits and _, a letter first.'));

/** Names in a list of records that mean the record itself, not its data. */
export const ownRecordFields = ['createdAt', 'updatedAt', 'createdBy'] as const;

/**
 * Who may: people of these roles; `owner` among them (or alone) lets people reach the records
 * that they created. An empty list: nobody.
 */
export const recordAccess = z.union([z.literal('owner'), z.array(z.enum([...roles, 'owner'])).check(z.maxLength(5))]);
export type RecordAccess = z.infer<typeof recordAccess>;

export const recordActions = ['read', 'create', 'update', 'delete'] as const;
export type RecordAction = (typeof recordActions)[number];

export const collectionPermissions = z.strictObject({
	/** Whoever may not read finds no collection there. */
	read: recordAccess,
	/** With `owner`: everybody who may read, for a new record is its creator's. */
	create: recordAccess,
	update: recordAccess,
	delete: recordAccess,
});
export type CollectionPermissions = z.infer<typeof collectionPermissions>;

const declaredFields = z._default(z.array(recordField).check(z.maxLength(10)), []);

/** The path names the collection. */
export const defineCollectionBody = z.strictObject({
	title: z.optional(z.string().check(z.trim(), z.minLength(1), z.maxLength(100))),
	/** The remote that owns the collection; another one may not define it anew. */
	owner: appName,
	/** JSON Schema 2020-12 of a record's `data`: an object with its fields under `properties`. */
	schema: z.record(z.string(), z.unknown()),
	permissions: collectionPermissions,
	/** Fields of text that `search` looks into, at most 10. */
	search: declaredFields,
	/** Fields that records can be sorted by, at most 10. `createdAt` and `updatedAt` always can. */
	sort: declaredFields,
	/** Fields that records can be filtered by, at most 10. `createdAt`, `updatedAt` and `createdBy` always can. */
	filter: declaredFields,
});
export type DefineCollectionBody = z.input<typeof defineCollectionBody>;

export const collectionDefinition = z.object({
	name: collectionName,
	title: z.optional(z.string()),
	owner: z.string(),
	schema: z.record(z.string(), z.unknown()),
	permissions: collectionPermissions,
	search: z.array(z.string()),
	sort: z.array(z.string()),
	filter: z.array(z.string()),
	/** Grows by one with each change; sent back as `If-Match: "<version>"`. */
	version: z.int(),
	createdAt: instant,
	updatedAt: instant,
});
export type CollectionDefinition = z.infer<typeof collectionDefinition>;

/** Without its schema, which may be long. */
export const collectionSummary = z.omit(collectionDefinition, { schema: true });
export const collectionsList = z.object({ collections: z.array(collectionSummary) });
export type CollectionsList = z.infer<typeof collectionsList>;
