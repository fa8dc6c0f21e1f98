import type { ErrorCode } from '@flotilla/contracts';
import Fastify, { type FastifyBaseLogger, type FastifyInstance, type FastifyReply, LogController } from 'fastify';
import type { Log } from '../create-log.ts';
import type { ReportFault } from '../report-fault.ts';
import { dropSilentConnections } from './drop-silent-connections.ts';
import { createEnvelope, createErrorEnvelope } from './envelope.ts';
import { createHttpError } from './http-error.ts';
import { releaseConnections } from './release-connections.ts';
import { chooseRequestId } from './request-id.ts';
import { toHttpError } from './to-http-error.ts';
import { useEnglishMessages } from './validate.ts';

export interface ServerOptions {
	log: Log;
	/** What `GET /readyz` asks; a rejection means not ready. Default: always ready. */
	checkReady?: () => Promise<unknown>;
	/** Bytes of a request body that is not streamed. Default 1 MiB. */
	bodyLimit?: number;
	/** Whether `X-Forwarded-*` of the peer are believed; on behind an ingress only. Default false. */
	trustProxy?: boolean | string;
	/** PEM texts. With them HTTPS with HTTP/2, and HTTP/1.1 for whoever asks for that (sockets do). */
	tls?: { cert: string | Buffer; key: string | Buffer } | undefined;
	/** Is told of every answer of 500 and above. Default: nobody is. */
	reportFault?: ReportFault | undefined;
	/** Refusals that are logged with level `warn`, as attempts on what is protected. Default: none, all are `debug`. */
	alarming?: ReadonlySet<ErrorCode>;
}

/**
 * Fastify with what both servers share: request ids, the envelope for errors, health,
 * one log line a request, and 503 SHUTTING_DOWN while it closes.
 *
 * `GET /healthz` answers while the process lives, `GET /readyz` when it can do its work.
 */
export const createServer = ({
	log,
	checkReady = async () => undefined,
	bodyLimit = 1024 * 1024,
	trustProxy = false,
	tls,
	reportFault,
	alarming = new Set(),
}: ServerOptions): FastifyInstance => {
	useEnglishMessages();
	// The plain logger type keeps the instance's type plain, so that plugins fit.
	const loggerInstance: FastifyBaseLogger = log;
	// Plain HTTP by its type, too: over HTTP/2 requests and replies have the same face, and plugins are written for it.
	const transport = (tls === undefined ? {} : { http2: true, https: { ...tls, allowHTTP1: true } }) as object;
	const app: FastifyInstance = Fastify({
		...transport,
		loggerInstance,
		logController: new LogController({ disableRequestLogging: true }),
		requestIdHeader: false,
		genReqId: chooseRequestId,
		bodyLimit,
		trustProxy,
		return503OnClosing: false,
		frameworkErrors: (error, request, reply) => {
			const failure = toHttpError(error);
			(reply as FastifyReply).code(failure.statusCode).send(createErrorEnvelope(failure, request.id));
		},
	});

	dropSilentConnections(app);
	releaseConnections(app);
	let closing = false;
	app.addHook('preClose', async () => {
		closing = true;
	});
	// Both without a promise: every request goes through them.
	app.addHook('onRequest', (request, reply, done) => {
		reply.header('x-request-id', request.id);
		if (!closing) return done();
		reply.header('connection', 'close');
		done(createHttpError('SHUTTING_DOWN', { headers: { 'retry-after': '1' } }));
	});
	app.addHook('onResponse', (request, reply, done) => {
		done();
		if (!log.isLevelEnabled('info')) return;
		// The path only: a query may hold a signature.
		const path = request.url.split('?', 1)[0];
		const { 'x-composition-id': composition } = request.headers;
		const { method } = request;
		const line = { method, path, status: reply.statusCode, ms: Math.round(reply.elapsedTime), composition };
		request.log[path === '/healthz' || path === '/readyz' ? 'debug' : 'info'](line, 'answered');
	});

	app.setErrorHandler((error, request, reply) => {
		const failure = toHttpError(error);
		if (failure.statusCode >= 500) {
			request.log.error({ err: failure.cause ?? failure }, failure.message);
			const { 'x-composition-id': composition } = request.headers;
			reportFault?.(failure.cause ?? failure, {
				requestId: request.id,
				route: `${request.method} ${request.routeOptions.url ?? 'unknown'}`,
				...(typeof composition === 'string' ? { compositionId: composition } : {}),
			});
		} else if (alarming.has(failure.code)) {
			const path = request.url.split('?', 1)[0];
			request.log.warn({ code: failure.code, reason: failure.message, method: request.method, path }, 'refused');
		} else request.log.debug({ err: failure }, 'refused');
		return reply
			.code(failure.statusCode)
			.headers(failure.headers)
			.type('application/json; charset=utf-8')
			.serializer(JSON.stringify)
			.send(createErrorEnvelope(failure, request.id));
	});
	app.setNotFoundHandler(() => {
		throw createHttpError('NOT_FOUND');
	});

	// Clients that always name JSON also do so without a body: the route's schema decides whether that is enough.
	const parseJson = app.getDefaultJsonParser('error', 'error');
	app.removeContentTypeParser('application/json');
	app.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, body, done) => {
		if (body === '') done(null, null);
		else parseJson(request, body, done);
	});

	app.get('/healthz', async (request) => createEnvelope({ status: 'ok' }, { requestId: request.id }));
	app.get('/readyz', async (request) => {
		try {
			await checkReady();
		} catch (error) {
			throw createHttpError('NOT_READY', { cause: error });
		}
		return createEnvelope({ status: 'ready' }, { requestId: request.id });
	});
	return app;
};
