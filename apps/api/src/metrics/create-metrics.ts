import { timingSafeEqual } from 'node:crypto';
import { createHttpError } from '@flotilla/server';
import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** What the server counts, for Prometheus. */
export interface Metrics {
	/** A number that is looked up whenever somebody asks. */
	gauge(options: { name: string; help: string; read: () => number | Promise<number> }): void;
	/** Measures every request of `app`, and answers `GET /metrics`. */
	observe(app: FastifyInstance): void;
}

export interface MetricsOptions {
	/** What a scraper has to send as `Authorization: Bearer`. Undefined: anybody who reaches the port may read. */
	token?: string | undefined;
	/** Whether the process itself is measured: memory, event loop, garbage collection. Once a process. */
	ofProcess?: boolean;
}

/** Seconds; finer where most answers are. */
const buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

const isToken = (header: string | undefined, token: string): boolean => {
	const given = Buffer.from(/^Bearer +(\S+)$/i.exec(header ?? '')?.[1] ?? '');
	const expected = Buffer.from(token);
	return given.length === expected.length && timingSafeEqual(given, expected);
};

export const createMetrics = ({ token, ofProcess = false }: MetricsOptions = {}): Metrics => {
	const registry = new Registry();
	if (ofProcess) collectDefaultMetrics({ register: registry });
	const durations = new Histogram({
		name: 'http_request_duration_seconds',
		help: 'How long answers take, by route and status.',
		labelNames: ['method', 'route', 'status'],
		buckets,
		registers: [registry],
	});

	return {
		gauge({ name, help, read }) {
			new Gauge({
				name,
				help,
				registers: [registry],
				async collect() {
					this.set(await read());
				},
			});
		},
		observe(app) {
			app.addHook('onResponse', async (request, reply) => {
				// The pattern and not the address: a series per id would fill the memory of whoever collects.
				const { url: route = 'unknown' } = request.routeOptions;
				const labels = { method: request.method, route, status: String(reply.statusCode) };
				durations.observe(labels, reply.elapsedTime / 1000);
			});
			app.get('/metrics', async (request, reply) => {
				if (token !== undefined && !isToken(request.headers.authorization, token)) {
					throw createHttpError('AUTHENTICATION_REQUIRED', { headers: { 'www-authenticate': 'Bearer' } });
				}
				return reply.type(registry.contentType).send(await registry.metrics());
			});
		},
	};
};
