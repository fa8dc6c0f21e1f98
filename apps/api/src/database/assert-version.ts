import { createHttpError } from '@flotilla/server';

/**
 * Holds an `If-Match` header (RFC 9110, 13.1.1: a list, or `*` for any) against the version that is there; undefined:
 * there is nothing yet. Without the header the last writer wins.
 *
 * Throws `HttpError` VERSION_CONFLICT, with the `ETag` of now.
 */
export const assertVersion = (ifMatch: string | undefined, version: number | undefined): void => {
	const seen = ifMatch?.split(',').map((tag) => tag.trim());
	if (seen === undefined) return;
	const etag = version === undefined ? undefined : `"${version}"`;
	if (etag !== undefined && (seen.includes(etag) || seen.includes('*'))) return;
	throw createHttpError('VERSION_CONFLICT', etag === undefined ? {} : { headers: { etag } });
};
