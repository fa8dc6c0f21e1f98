import type { FastifyRequest } from 'fastify';

/** What is known of the program behind a session. */
export interface Client {
	/** At most 300 characters; empty when it does not say. */
	userAgent: string;
	ip: string;
}

const longest = 300;

export const clientOf = (request: Pick<FastifyRequest, 'headers' | 'ip'>): Client => ({
	userAgent: (request.headers['user-agent'] ?? '').slice(0, longest),
	ip: request.ip,
});
