import { createHttpError } from '@flotilla/server';
import type { UserRow } from '../database/schema.ts';

export const etagOf = ({ version }: Pick<UserRow, 'version'>): string => `"${version}"`;

/**
 * Lets through who has seen this version, or does not say which (the last writer wins then).
 * RFC 9110, 13.1.1: a list, or `*` for any. Throws `HttpError` VERSION_CONFLICT, with the
 * `ETag` of now.
 */
export const assertVersion = (row: UserRow, ifMatch: string | undefined): void => {
	const etag = etagOf(row);
	const seen = ifMatch?.split(',').map((tag) => tag.trim());
	if (seen === undefined || seen.includes(etag) || seen.includes('*')) return;
	throw createHttpError('VERSION_CONFLICT', { headers: { etag } });
};
