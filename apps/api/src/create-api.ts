import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import cookie from '@fastify/cookie';
import cors from '@fastify/cors';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import { fileIdHeader } from '@flotilla/contracts';
import {
	createServer,
	type Listening,
	type Log,
	listen,
	openBlobStore,
	openDatabase,
	type ReportFault,
	type S3Settings,
} from '@flotilla/server';
import type { FastifyInstance } from 'fastify';
import { validatorCompiler } from 'fastify-type-provider-zod';
import type { Redis } from 'ioredis';
import { type Kysely, sql } from 'kysely';
import { createAuditLog } from './audit/audit-log.ts';
import { registerAuditRoutes } from './audit/audit-routes.ts';
import { createAccessTokens } from './auth/access-token.ts';
import { createAccountMails } from './auth/account-mails.ts';
import { createAccounts } from './auth/accounts.ts';
import { registerAuthRoutes } from './auth/auth-routes.ts';
import { createAuthenticate, createAuthenticateToken } from './auth/authenticate.ts';
import { createSessions } from './auth/sessions.ts';
import { type Clock, systemClock } from './clock.ts';
import { registerCollectionsRoutes } from './collections/collections-routes.ts';
import { createCursors } from './database/cursor.ts';
import { migrations } from './database/migrations.ts';
import type { Schema } from './database/schema.ts';
import { readSecret } from './database/secrets.ts';
import { seedDemo } from './demo/seed-demo.ts';
import { createBlobReferences } from './files/blob-references.ts';
import { registerBytesRoutes } from './files/bytes-routes.ts';
import { createFileStore } from './files/file-store.ts';
import { registerFilesRoutes } from './files/files-routes.ts';
import { createOrphanSweep } from './files/orphan-sweep.ts';
import { presentEvent } from './files/present-event.ts';
import { createUrlSigner } from './files/signed-url.ts';
import { createThumbnailQueue } from './files/thumbnail-queue.ts';
import { startHousekeeping } from './housekeeping.ts';
import { collectAllowedMethods } from './http/method-not-allowed.ts';
import { createRegisterEndpoint } from './http/register-endpoint.ts';
import { noteApplied } from './idempotency/current-claim.ts';
import { createIdempotencyKeys } from './idempotency/idempotency-keys.ts';
import { createMail } from './mail/create-mail.ts';
import { registerOutboxRoutes } from './mail/outbox-routes.ts';
import { createMetrics, type MetricsOptions } from './metrics/create-metrics.ts';
import { registerOpenApiRoutes } from './open-api/open-api-routes.ts';
import { createPush } from './push/create-push.ts';
import { registerPushRoutes } from './push/push-routes.ts';
import { createRealtime } from './realtime/create-realtime.ts';
import { createEventLog, type EventLog } from './realtime/event-log.ts';
import { defaultSettings, type Settings } from './settings.ts';
import { createLocalSignals } from './signals/local-signals.ts';
import { type OpenRedis, openRedis } from './signals/open-redis.ts';
import { createRedisSignals } from './signals/redis-signals.ts';
import { createUploads } from './uploads/create-uploads.ts';
import { openPartials } from './uploads/open-partials.ts';
import { createInvitations } from './users/invitations.ts';
import { registerUsersBulkRoutes } from './users/users-bulk-routes.ts';
import { registerUsersRoutes } from './users/users-routes.ts';
import { registerUsersTransferRoutes } from './users/users-transfer-routes.ts';

export interface ApiOptions {
	/** Database, files and keys of the embedded engines; made when missing. One server at a time. */
	dataFolder: string;
	/** A PostgreSQL in place of the embedded database. */
	databaseUrl?: string | undefined;
	/** A Redis between several nodes: events at once, presence and rate limits of all. */
	redisUrl?: string | undefined;
	/** A bucket for the bytes of files in place of the folder. */
	s3?: S3Settings | undefined;
	log: Log;
	settings?: Partial<Settings>;
	/** Fills the demo data set; never in production. */
	demo?: { password: string } | undefined;
	mail?:
		| {
				/** Where mails are sent, `smtp://…` or `smtps://…`; without it they are kept in the database alone. */
				smtpUrl?: string | undefined;
				/** Shows those at `/api/dev/mails`, to everybody. Default false. */
				showsOutbox?: boolean;
		  }
		| undefined;
	/** Rate limits are counted there, for all nodes together; without it each node counts for itself. */
	redis?: Redis | undefined;
	clock?: Clock;
	/** Is told of faults; see `connectSentry`. */
	reportFault?: ReportFault | undefined;
	/** See `MetricsOptions`. */
	metrics?: MetricsOptions;
	/** See `OpenDatabaseOptions`. */
	templateFolder?: string;
}

export interface Api {
	/** The server, e.g. for `inject` and `hasRoute`. */
	app: FastifyInstance;
	/** For tests that look behind the contract. */
	database: Kysely<Schema>;
	/** The log of events, for benches and tests that write to it themselves. */
	events: EventLog;
	/** Port 0 takes a free one. Throws `StartError` PORT_IN_USE. */
	listen(options: { port: number; host?: string }): Promise<Listening>;
	/** Forgets now what else is forgotten now and then. */
	runHousekeeping(): Promise<void>;
	/** Resolves when no thumbnail is waiting, and no mail that is due. */
	backgroundWorkDone(): Promise<void>;
	/** Removes what is no longer needed, which happens now and then by itself. */
	sweepFiles(): Promise<void>;
	close(): Promise<void>;
}

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

const registerPlugins = async (
	app: FastifyInstance,
	{ settings, redis }: { settings: Settings; redis: OpenRedis['redis'] | undefined },
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

/**
 * The whole backend, not yet listening. Throws `StartError`, see `openDatabase`.
 */
export const createApi = async (options: ApiOptions): Promise<Api> => {
	const { dataFolder, databaseUrl, redisUrl, s3, log, demo, mail = {}, clock = systemClock, templateFolder } = options;
	// Beside PostgreSQL there may be other nodes that write events.
	const eventPollInterval = databaseUrl === undefined ? 0 : 1000;
	const settings: Settings = { ...defaultSettings, eventPollInterval, ...options.settings };
	await mkdir(dataFolder, { recursive: true });
	const database = await openDatabase<Schema>({
		folder: join(dataFolder, 'database'),
		url: databaseUrl,
		migrations,
		log,
		templateFolder,
	});

	let redis: OpenRedis | undefined;
	let closeBlobs = () => {};
	try {
		redis = redisUrl === undefined ? undefined : await openRedis({ url: redisUrl, log });
		const signals = redis === undefined ? createLocalSignals({ log }) : await createRedisSignals({ log, ...redis });
		const { blobs, close } = await openBlobStore({ folder: join(dataFolder, 'blobs'), s3 });
		const partials = openPartials({ folder: join(dataFolder, 'resumable'), s3 });
		closeBlobs = () => {
			close();
			partials.close();
		};
		const tokenKey = await readSecret(database, 'access-token');
		const refreshKey = await readSecret(database, 'refresh-token');
		const urlKey = await readSecret(database, 'file-address');

		const tokens = createAccessTokens({ key: tokenKey, clock, ttl: settings.accessTokenTtl });
		const authenticateToken = createAuthenticateToken({ database, tokens, clock });
		const events = createEventLog({ database, clock, retention: settings.eventRetention, beforeCommit: noteApplied });
		const idempotency = createIdempotencyKeys({ database, clock, retention: settings.idempotencyRetention });
		if (databaseUrl === undefined) await idempotency.freeAbandoned();
		const audit = createAuditLog({ database, clock, retention: settings.auditRetention });
		const sessions = createSessions({ database, events, audit, clock, key: refreshKey, ...settings });
		const mails = createMail({ database, clock, log, settings, ...mail });
		const { mailer } = mails;
		const accounts = await createAccounts({ database, events, sessions, audit, mailer, clock, settings });
		const cursors = createCursors({ key: await readSecret(database, 'cursor') });
		const signer = createUrlSigner({ key: urlKey, clock });
		const references = createBlobReferences({ database, blobs });
		const store = createFileStore({ database, events, blobs, references, signer, clock, quota: settings.fileQuota });
		const thumbnails = createThumbnailQueue({ database, blobs, store, clock, log, settings });
		const uploadFolder = join(dataFolder, 'uploads');
		// What a killed server was receiving. Beside PostgreSQL another node may share the folder.
		if (databaseUrl === undefined) await rm(uploadFolder, { recursive: true, force: true });

		const uploads = createUploads({
			database,
			isShared: databaseUrl !== undefined,
			partials,
			files: store,
			blobs,
			thumbnails,
			clock,
			log,
			settings,
		});
		const sweepOrphans = createOrphanSweep({
			blobs,
			references,
			uploadFolder,
			clock,
			grace: settings.orphanGrace,
			log,
		});

		if (demo !== undefined) await seedDemo({ database, store, blobs, log, password: demo.password });
		if (databaseUrl === undefined) await thumbnails.takeUp();
		else thumbnails.wake();

		const realtime = await createRealtime({
			log,
			clock,
			settings,
			database,
			events,
			sessions,
			signals,
			redis: redis?.redis,
			authenticateToken,
			present: (event) => presentEvent(signer, event),
		});
		const push = await createPush({ log, clock, settings, database, hub: realtime.hub });
		const housekeeping = startHousekeeping({
			log,
			tasks: [
				events.prune,
				sessions.forgetEnded,
				idempotency.prune,
				audit.prune,
				accounts.prune,
				mailer.prune,
				uploads.sweep,
				sweepOrphans,
				async () => thumbnails.wake(),
			],
		});
		const prefix = '/api';
		const app = createServer({
			log,
			trustProxy: settings.trustProxy,
			reportFault: options.reportFault,
			checkReady: () => sql`select 1`.execute(database),
		});
		const metrics = createMetrics(options.metrics);
		metrics.observe(app);
		await registerPlugins(app, { settings, redis: redis?.redis });
		await registerOpenApiRoutes(app);
		await app.register(
			async (api) => {
				const refuseOtherMethods = collectAllowedMethods(api);
				const authenticate = createAuthenticate(authenticateToken);
				const register = createRegisterEndpoint({ app: api, authenticate, idempotency });
				registerAuthRoutes({
					app: api,
					register,
					database,
					events,
					audit,
					accounts,
					sessions,
					tokens,
					clock,
					settings,
				});
				if (mail.showsOutbox) registerOutboxRoutes({ app: api, database });
				registerAuditRoutes({ register, database });
				const invitations = createInvitations({
					tokens: accounts.links,
					mailer,
					mails: createAccountMails(settings),
				});
				const users = {
					register,
					database,
					events,
					sessions,
					cursors,
					audit,
					invitations,
					nobodysHash: accounts.check.nobodysHash,
					clock,
					settings,
					uploadFolder,
				};
				registerUsersRoutes(users);
				registerUsersBulkRoutes(users);
				registerUsersTransferRoutes(users);
				const files = { register, store, blobs, signer };
				registerFilesRoutes({ ...files, database, cursors, thumbnails, settings, clock, uploadFolder });
				registerBytesRoutes(files);
				uploads.register({ app: api, prefix, authenticate });
				realtime.registerRoutes(register);
				registerPushRoutes({ register, push });
				registerCollectionsRoutes({ register, database, events, audit, cursors, settings, clock, uploadFolder });
				refuseOtherMethods();
			},
			{ prefix },
		);
		realtime.attach(app);
		app.addHook('preClose', async () => {
			await realtime.close();
			await push.stop();
		});
		mails.start();
		app.addHook('onClose', async () => {
			housekeeping.stop();
			await thumbnails.stop();
			await mails.stop();
			closeBlobs();
			await database.destroy();
			await signals.close();
			redis?.close();
		});

		return {
			app,
			database,
			runHousekeeping: housekeeping.run,
			events,
			listen: (where) => listen(app, where),
			async backgroundWorkDone() {
				await thumbnails.idle();
				await mails.idle();
			},
			async sweepFiles() {
				await uploads.sweep();
				await sweepOrphans();
			},
			close: () => app.close(),
		};
	} catch (error) {
		redis?.close();
		closeBlobs();
		await database.destroy();
		throw error;
	}
};
