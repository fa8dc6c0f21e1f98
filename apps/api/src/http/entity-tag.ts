import { createHash } from 'node:crypto';

/** A weak validator of an answer's data; the envelope around it differs every time. */
export const weakEntityTag = (data: string): string => `W/"${createHash('sha1').update(data).digest('base64url')}"`;

const opaque = (tag: string) => tag.trim().replace(/^W\//, '');

/** Whether `If-None-Match` names `etag` (RFC 9110, 13.1.2: weak comparison). */
export const matchesEntityTag = (ifNoneMatch: string | undefined, etag: string): boolean => {
	if (ifNoneMatch === undefined) return false;
	if (ifNoneMatch.trim() === '*') return true;
	return ifNoneMatch.split(',').some((tag) => opaque(tag) === opaque(etag));
};
