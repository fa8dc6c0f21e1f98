import type { FastifyRequest } from 'fastify';
import type { Subject } from '../auth/subject.ts';

/** Who asked for something, and from where. */
export interface RequestOrigin {
	/** Null when nobody is signed in. */
	actorId: string | null;
	/** The client's address; null when the server acted by itself. */
	ip: string | null;
	requestId: string | null;
}

export const originOf = (request: Pick<FastifyRequest, 'ip' | 'id'>, subject: Subject | null): RequestOrigin => ({
	actorId: subject?.userId ?? null,
	ip: request.ip,
	requestId: request.id,
});
