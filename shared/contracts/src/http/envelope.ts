import * as z from 'zod/mini';

export const pagination = z.object({
	page: z.int(),
	limit: z.int(),
	total: z.int(),
	totalPages: z.int(),
	/** False: there are more than `total`, which is where counting stopped. Left out when `total` is exact. */
	totalIsExact: z.optional(z.boolean()),
});
export type Pagination = z.infer<typeof pagination>;

/** Where the pages beside a page of cursors begin; null: there is none. */
export const pageCursors = z.object({ next: z.nullable(z.string()), previous: z.nullable(z.string()) });
export type PageCursors = z.infer<typeof pageCursors>;

export const envelopeMeta = z.object({
	pagination: z.optional(pagination),
	timestamp: z.string(),
	requestId: z.string(),
});

/** Messages per field; a field inside an object is named by its dotted path, `_` is the whole body. */
export const fieldErrors = z.record(z.string(), z.array(z.string()));
export type FieldErrors = z.infer<typeof fieldErrors>;

/** What every successful JSON answer looks like. */
export const envelope = <T extends z.ZodMiniType>(data: T) =>
	z.object({
		data,
		message: z.optional(z.string()),
		success: z.literal(true),
		meta: envelopeMeta,
	});
export interface Envelope<T> {
	data: T;
	message?: string | undefined;
	success: true;
	meta: z.infer<typeof envelopeMeta>;
}

/** What every failed JSON answer looks like; `code` is a key of `errorCatalogue`. */
export const errorEnvelope = z.object({
	data: z.null(),
	message: z.string(),
	code: z.string(),
	success: z.literal(false),
	errors: z.optional(fieldErrors),
	meta: envelopeMeta,
});
export type ErrorEnvelope = z.infer<typeof errorEnvelope>;
