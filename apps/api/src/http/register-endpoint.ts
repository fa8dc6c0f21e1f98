import type { Endpoint } from '@flotilla/contracts';
import { createHttpError } from '@flotilla/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Authenticate } from '../auth/authenticate.ts';
import type { Subject } from '../auth/subject.ts';
import { runWithClaim } from '../idempotency/current-claim.ts';
import { readIdempotencyKey } from '../idempotency/fingerprint.ts';
import type { IdempotencyKeys, StoredAnswer } from '../idempotency/idempotency-keys.ts';
import { encodeAnswer } from './encode-answer.ts';
import type { EndpointCall, EndpointHandler } from './endpoint-types.ts';
import { matchesEntityTag } from './entity-tag.ts';

export type RegisterEndpoint = <E extends Endpoint>(endpoint: E, handler: EndpointHandler<E>) => void;

export interface RegisterEndpointOptions {
	app: FastifyInstance;
	authenticate: Authenticate;
	idempotency: IdempotencyKeys;
}

const send = (reply: FastifyReply, { status, headers, body }: StoredAnswer): FastifyReply =>
	reply.code(status).headers(headers).type('application/json; charset=utf-8').send(body);

/**
 * Registers rows of the contract on `app`: who is asking is settled before anything else
 * is read, then the parts of the request are validated, then the handler runs; its answer
 * is put into the envelope and loses whatever the contract does not name.
 *
 * A write with an `Idempotency-Key` is carried out once. An answer to GET has an `ETag`, and is 304 while that holds.
 */
export const createRegisterEndpoint = ({
	app,
	authenticate,
	idempotency,
}: RegisterEndpointOptions): RegisterEndpoint => {
	const subjects = new WeakMap<FastifyRequest, Subject>();

	/** Carries `work` out unless the request's key says that it was. */
	const once = async (request: FastifyRequest, subject: Subject | null, work: () => Promise<StoredAnswer>) => {
		const key = subject === null || request.method === 'GET' ? undefined : readIdempotencyKey(request);
		if (subject === null || key === undefined) return work();
		const claimed = await idempotency.claim(request, { userId: subject.userId, key });
		if ('replay' in claimed) {
			const { headers, ...answer } = claimed.replay;
			return { ...answer, headers: { ...headers, 'idempotency-replayed': 'true' } };
		}
		const { claim } = claimed;
		try {
			const answer = await runWithClaim(claim, work);
			await claim.keep(answer);
			return answer;
		} catch (error) {
			await claim.release();
			throw error;
		}
	};

	return (endpoint, handler) => {
		const { access, params, query, body, responseType } = endpoint;
		app.route({
			method: endpoint.method,
			url: endpoint.path,
			schema: {
				...(params === undefined ? {} : { params }),
				...(query === undefined ? {} : { querystring: query }),
				...(body === undefined ? {} : { body }),
			},
			async onRequest(request) {
				if (access === 'public') return;
				const subject = await authenticate(request.headers.authorization);
				if (access !== 'signed-in' && !subject.can(access)) throw createHttpError('FORBIDDEN');
				subjects.set(request, subject);
			},
			async handler(request, reply) {
				const subject = subjects.get(request) ?? null;
				const { params, query, body } = request;
				// Fastify has validated each part with the schema that types it.
				const call = { params, query, body, subject, request, reply } as EndpointCall<typeof endpoint>;
				if (responseType === 'bytes') return (await handler(call)) as FastifyReply;
				const answer = await once(request, subject, async () =>
					encodeAnswer({ endpoint, data: await handler(call), request, reply }),
				);
				const { etag } = answer.headers;
				if (request.method === 'GET' && etag !== undefined) {
					if (matchesEntityTag(request.headers['if-none-match'], etag))
						return reply.code(304).header('etag', etag).send();
				}
				return send(reply, answer);
			},
		});
	};
};
