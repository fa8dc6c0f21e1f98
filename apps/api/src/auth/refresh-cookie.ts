import type { CookieSerializeOptions } from '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { OpenSession } from './sessions.ts';

const cookieName = 'flotilla_refresh';

const attributes = (request: FastifyRequest): CookieSerializeOptions => ({
	path: '/api/auth',
	httpOnly: true,
	sameSite: 'strict',
	secure: request.protocol === 'https',
});

export const readRefreshCookie = (request: FastifyRequest): string | undefined => request.cookies[cookieName];

/** Lives with the browser, or for the session's whole time when it is remembered. */
export const setRefreshCookie = (
	request: FastifyRequest,
	reply: FastifyReply,
	{ refreshToken, remembered, ttl }: OpenSession,
): void => {
	reply.setCookie(cookieName, refreshToken, { ...attributes(request), ...(remembered ? { maxAge: ttl } : {}) });
};

export const clearRefreshCookie = (request: FastifyRequest, reply: FastifyReply): void => {
	reply.clearCookie(cookieName, attributes(request));
};
