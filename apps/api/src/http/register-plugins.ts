import cookie from '@fastify/cookie';
import cors from '@fastify/cors';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import { fileIdHeader } from '@flotilla/contracts';
import type { FastifyInstance } from 'fastify';
import { validatorCompiler } from 'fastify-type-provider-zod';
import type { Redis } from 'ioredis';
import type { Settings } from '../settings.ts';

/** What clients of resumable uploads read. */
const tusHeaders = [
	'location',
	'tus-extension',
	'tus-max-size',
	'tus-resumable',
	'tus-version',
	'upload-expires',
	'upload-length',
	'upload-metadata',
	'upload-offset',
	fileIdHeader.toLowerCase(),
];

/** What every route stands on: headers, origins, cookies, forms, limits. */
export const registerPlugins = async (
	app: FastifyInstance,
	{ settings, redis }: { settings: Settings; redis: Redis | undefined },
): Promise<void> => {
	app.setValidatorCompiler(validatorCompiler);
	await app.register(helmet, {
		contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } },
		// For the ingress that speaks TLS to say.
		strictTransportSecurity: false,
		// Pages of an allowed origin on another port show thumbnails.
		crossOriginResourcePolicy: { policy: 'same-site' },
	});
	await app.register(cors, {
		origin: [...settings.allowedOrigins],
		credentials: true,
		methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
		exposedHeaders: [
			'content-disposition',
			'etag',
			'idempotency-replayed',
			'retry-after',
			'x-request-id',
			...tusHeaders,
		],
		maxAge: 600,
	});
	await app.register(cookie);
	await app.register(multipart);
	await app.register(rateLimit, {
		global: false,
		// A Redis that is away must not keep everybody out; wrong passwords are counted in the database as well.
		...(redis === undefined ? {} : { redis, nameSpace: 'flotilla:rate-limit:', skipOnError: true }),
	});
};
