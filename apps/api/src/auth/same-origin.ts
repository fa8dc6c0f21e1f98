import { createHttpError } from '@flotilla/server';
import type { FastifyRequest } from 'fastify';

const hostOf = (origin: string): string | undefined => (URL.canParse(origin) ? new URL(origin).host : undefined);

/**
 * Refuses a request that a page of another site made: needed wherever a cookie alone speaks
 * for a person. `X-Forwarded-Host` counts as our own name also from an unknown proxy,
 * because a foreign page cannot set it without a CORS preflight, which would fail.
 *
 * Throws `HttpError` FORBIDDEN.
 */
export const requireSameOrigin = (request: FastifyRequest, allowedOrigins: readonly string[]): void => {
	const { origin, host, 'x-forwarded-host': forwardedHost, 'sec-fetch-site': site } = request.headers;
	const refuse = () => createHttpError('FORBIDDEN', { message: 'This request came from a page of another site.' });
	if (origin === undefined) {
		if (site !== undefined && site !== 'same-origin' && site !== 'none') throw refuse();
		return;
	}
	if (allowedOrigins.includes(origin)) return;
	const ours = [host, forwardedHost].flat().filter((name) => name !== undefined);
	const theirs = hostOf(origin);
	if (theirs === undefined || !ours.includes(theirs)) throw refuse();
};
