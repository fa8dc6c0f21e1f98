import * as z from 'zod/mini';

/** A UUID in lower case, as every id of the API is. */
export const id = z.uuid().check(z.toLowerCase());

/** An instant as ISO 8601 in UTC with milliseconds, e.g. `2026-11-23T08:00:00.000Z`. */
export const instant = z.iso.datetime({ precision: 3 });

/** An e-mail address, trimmed and in lower case so that one person has one account. At most 254 characters (RFC 5321). */
export const email = z.string().check(z.trim(), z.toLowerCase(), z.maxLength(254), z.email());

/** A query-string integer. */
export const queryInteger = ({ minimum, maximum, fallback }: { minimum: number; maximum: number; fallback: number }) =>
	z._default(z.coerce.number<number>().check(z.int(), z.minimum(minimum), z.maximum(maximum)), fallback);

export const pageQuery = {
	/** 1-based. Default 1. */
	page: queryInteger({ minimum: 1, maximum: 1_000_000, fallback: 1 }),
	/** Rows a page, 1 to 100. Default 20. */
	limit: queryInteger({ minimum: 1, maximum: 100, fallback: 20 }),
};

/** No U+0000 and no half of a surrogate pair: PostgreSQL stores neither. */
const storable = z.refine<string>((text) => !text.includes('\0') && text.isWellFormed(), {
	error: 'Contains characters that cannot be stored.',
});

/** Text that a person typed: trimmed, `minimum` to `maximum` characters, storable. */
export const text = ({ minimum = 0, maximum }: { minimum?: number; maximum: number }) =>
	z.string().check(z.trim(), z.minLength(minimum), z.maxLength(maximum), storable);

/** Words to search for: at most 200 characters. Case and accents do not matter. */
export const searchWords = text({ maximum: 200 });

/** A cursor as the query of a list takes it, at most 2,048 characters; empty: the first rows. */
export const cursor = z.optional(z.string().check(z.maxLength(2048)));

export const idParams = z.object({ id });
export const noContent = z.null();
