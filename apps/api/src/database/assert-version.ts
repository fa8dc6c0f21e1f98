import { createHttpError } from '@flotilla/server';

/**
 * Holds an `If-Match` header against the version that is there; undefined: there is nothing yet. Without the
 * header the last writer wins. Throws `HttpError` VERSION_CONFLICT.
 */
export const assertVersion = (ifMatch: string | undefined, version: number | undefined): void => {
	if (ifMatch === undefined) return;
	const matches = version !== undefined && (ifMatch.trim() === '*' || ifMatch.trim() === `"${version}"`);
	if (!matches) throw createHttpError('VERSION_CONFLICT');
};
