import { type Endpoint, envelope, type Pagination } from '@flotilla/contracts';
import { createEnvelope, createHttpError } from '@flotilla/server';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Authenticate } from '../auth/authenticate.ts';
import type { Subject } from '../auth/subject.ts';
import type { EndpointCall, EndpointHandler } from './endpoint-types.ts';

export type RegisterEndpoint = <E extends Endpoint>(endpoint: E, handler: EndpointHandler<E>) => void;

const paginationOf = (data: unknown): Pagination | undefined =>
	typeof data === 'object' && data !== null && 'pagination' in data ? (data.pagination as Pagination) : undefined;

/**
 * Registers rows of the contract on `app`: who is asking is settled before anything else
 * is read, then the parts of the request are validated, then the handler runs; its answer
 * is put into the envelope and loses whatever the contract does not name.
 */
export const createRegisterEndpoint = (app: FastifyInstance, authenticate: Authenticate): RegisterEndpoint => {
	const subjects = new WeakMap<FastifyRequest, Subject>();

	return (endpoint, handler) => {
		const { access, params, query, body, response, responseType, status = 200 } = endpoint;
		app.route({
			method: endpoint.method,
			url: endpoint.path,
			schema: {
				summary: endpoint.summary,
				...(params === undefined ? {} : { params }),
				...(query === undefined ? {} : { querystring: query }),
				...(body === undefined ? {} : { body }),
				...(responseType === 'bytes' ? {} : { response: { '2xx': envelope(response) } }),
			},
			async onRequest(request) {
				if (access === 'public') return;
				const subject = await authenticate(request.headers.authorization);
				if (access !== 'signed-in' && !subject.can(access)) throw createHttpError('FORBIDDEN');
				subjects.set(request, subject);
			},
			async handler(request, reply) {
				const call = {
					params: request.params,
					query: request.query,
					body: request.body,
					subject: subjects.get(request) ?? null,
					request,
					reply,
				};
				// Fastify has validated each part with the schema that types it.
				const answer = await handler(call as EndpointCall<typeof endpoint>);
				if (responseType === 'bytes') return answer;
				reply.code(status);
				return createEnvelope(answer, { requestId: request.id, pagination: paginationOf(answer) });
			},
		});
	};
};
