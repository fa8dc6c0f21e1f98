import { eventsEndpoints, type StreamPosition, type Topic, topic } from '@flotilla/contracts';
import { createHttpError } from '@flotilla/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import * as z from 'zod/mini';
import type { AuthenticateToken } from '../auth/authenticate.ts';
import type { RegisterEndpoint } from '../http/register-endpoint.ts';
import type { ConnectionContext } from './connection.ts';
import { EventStream } from './event-stream.ts';
import { mayFollow } from './may-follow.ts';
import type { StreamTickets } from './stream-ticket.ts';

export interface StreamRoutesOptions {
	context: ConnectionContext;
	authenticateToken: AuthenticateToken;
	tickets: StreamTickets;
}

type StreamQuery = z.output<(typeof eventsEndpoints.stream)['query']>;
interface StreamCall {
	request: FastifyRequest;
	reply: FastifyReply;
	query: StreamQuery;
}

const bearerOf = ({ headers }: FastifyRequest) => /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1];

/** `<epoch>:<offset>`; undefined for anything else, which is a place that cannot be resumed from. */
const readPosition = (text: string): StreamPosition | undefined => {
	const [, epoch, offset] = /^([^:]{1,64}):(\d{1,15})$/.exec(text) ?? [];
	return epoch === undefined ? undefined : { epoch, offset: Number(offset) };
};

/** Throws `HttpError` VALIDATION_FAILED. */
const readTopics = (text: string | undefined, maximum: number): Topic[] | undefined => {
	if (text === undefined) return undefined;
	const names = text.split(',').filter((name) => name !== '');
	const wrong = names.filter((name) => !z.safeParse(topic, name).success);
	const problem =
		wrong.length > 0
			? `There is no topic of this name: ${wrong[0]?.slice(0, 100)}`
			: names.length > maximum
				? `One stream may follow ${maximum} topics.`
				: undefined;
	if (problem !== undefined) throw createHttpError('VALIDATION_FAILED', { errors: { topics: [problem] } });
	return names;
};

const createStreamHandler =
	({ context, authenticateToken, tickets }: StreamRoutesOptions) =>
	async ({ request, reply, query }: StreamCall): Promise<FastifyReply> => {
		const bearer = bearerOf(request);
		if (bearer === undefined && query.ticket === undefined) {
			throw createHttpError('AUTHENTICATION_REQUIRED', { headers: { 'www-authenticate': 'Bearer' } });
		}
		const { subject, expiresAt } = await authenticateToken(bearer ?? tickets.open(query.ticket ?? ''));
		const topics = readTopics(query.topics, context.settings.maximumTopics);
		const refused = topics?.filter((name) => !mayFollow(subject, name)) ?? [];
		if (refused.length > 0) {
			throw createHttpError('FORBIDDEN', { message: `You do not have permission to follow ${refused[0]}.` });
		}
		const { 'last-event-id': header } = request.headers;
		// An empty header is what a client sends that has seen nothing yet.
		const last = (typeof header === 'string' && header !== '' ? header : query.lastEventId) || undefined;

		reply.hijack();
		const response = reply.raw;
		response.writeHead(200, {
			...(reply.getHeaders() as Record<string, string>),
			'content-type': 'text/event-stream',
			'cache-control': 'no-cache, no-transform',
			// For proxies that would collect an answer before they pass it on.
			'x-accel-buffering': 'no',
		});
		response.flushHeaders();
		const stream = new EventStream({
			context,
			response,
			subject,
			expiresAt,
			topics,
			isResuming: last !== undefined,
			resume: last === undefined ? undefined : readPosition(last),
		});
		stream.run().catch((error: unknown) => {
			request.log.error({ err: error }, 'an event stream failed');
			stream.close('GOING_AWAY');
		});
		return reply;
	};

/** `GET /events` and its ticket, as rows of the contract. */
export const registerStreamRoutes = (register: RegisterEndpoint, options: StreamRoutesOptions): void => {
	register(eventsEndpoints.stream, createStreamHandler(options));
	register(eventsEndpoints.ticket, async ({ request, reply }) => {
		const token = bearerOf(request);
		if (token === undefined) throw createHttpError('AUTHENTICATION_REQUIRED');
		const { expiresAt } = await options.authenticateToken(token);
		reply.header('cache-control', 'no-store');
		return { ticket: options.tickets.seal(token), expiresAt: new Date(expiresAt).toISOString() };
	});
};

/** The same stream beside `/ws`, outside `/api`. */
export const registerStreamAtRoot = (app: FastifyInstance, options: StreamRoutesOptions): void => {
	const handle = createStreamHandler(options);
	const { path, query: querystring } = eventsEndpoints.stream;
	app.get<{ Querystring: StreamQuery }>(path, {
		schema: { querystring, hide: true },
		handler: (request, reply) => handle({ request, reply, query: request.query }),
	});
};
