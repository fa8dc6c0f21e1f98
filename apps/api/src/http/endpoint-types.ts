import type { Endpoint } from '@flotilla/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type * as z from 'zod/mini';
import type { Subject } from '../auth/subject.ts';

type ParsedBy<S> = S extends z.ZodMiniType ? z.output<S> : undefined;

/** What the handler of endpoint `E` gets: all of it validated, the caller known and allowed. */
export interface EndpointCall<E extends Endpoint> {
	params: ParsedBy<E['params']>;
	query: ParsedBy<E['query']>;
	body: ParsedBy<E['body']>;
	/** Null where the endpoint is public. */
	subject: E['access'] extends 'public' ? null : Subject;
	request: FastifyRequest;
	reply: FastifyReply;
}

/** Answers with `data`; an endpoint of bytes sends its own answer through `reply`. */
export type EndpointHandler<E extends Endpoint> = E extends { responseType: 'bytes' }
	? (call: EndpointCall<E>) => Promise<FastifyReply>
	: (call: EndpointCall<E>) => Promise<z.output<E['response']>>;
