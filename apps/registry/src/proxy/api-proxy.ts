import httpProxy from '@fastify/http-proxy';
import { createHttpError } from '@flotilla/server';
import type { FastifyInstance } from 'fastify';
import { endEventStreams } from './end-event-streams.ts';
import { forwardedHeaders } from './forwarded-headers.ts';

export interface ApiProxyOptions {
	/** The API's origin, e.g. `http://127.0.0.1:3001`. */
	upstream: string;
}

/**
 * Forwards `/api` to the API: bodies are streamed both ways and never parsed, cookies pass.
 * Answers UPSTREAM_UNAVAILABLE when the API does not.
 */
export const registerApiProxy = (app: FastifyInstance, { upstream }: ApiProxyOptions): void => {
	app.register(async (scope) => {
		// Nothing here may read a body: the proxy passes every type on as it comes.
		scope.removeAllContentTypeParsers();
		endEventStreams(scope);
		scope.register(httpProxy, {
			upstream,
			prefix: '/api',
			rewritePrefix: '/api',
			disableRequestLogging: true,
			// Connections to the API end with the server, which would otherwise wait for them.
			destroyAgent: true,
			replyOptions: {
				rewriteRequestHeaders: (request, headers) => {
					// Answered by this server already (100 Continue), and refused by the client that forwards.
					const { expect: _expect, ...passed } = headers;
					const { ip, host, protocol, id } = request;
					return { ...passed, ...forwardedHeaders({ ip, host, protocol, requestId: id }) };
				},
				// The default asks again up to ten times after a 503. Whether to repeat a request is the client's policy.
				retryDelay: () => null,
				onError: (reply, { error }) => {
					reply.send(createHttpError('UPSTREAM_UNAVAILABLE', { message: 'The API does not answer.', cause: error }));
				},
			},
		});
	});
};
