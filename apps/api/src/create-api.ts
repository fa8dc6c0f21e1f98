import { createServer, type Listening, listen, type ReportFault } from '@flotilla/server';
import type { FastifyInstance } from 'fastify';
import { type Kysely, sql } from 'kysely';
import { type Clock, systemClock } from './clock.ts';
import { createParts } from './create-parts.ts';
import type { Schema } from './database/schema.ts';
import { seedDemo } from './demo/seed-demo.ts';
import { startHousekeeping } from './housekeeping.ts';
import { registerPlugins } from './http/register-plugins.ts';
import { createMetrics, type MetricsOptions } from './metrics/create-metrics.ts';
import { registerOpenApiRoutes } from './open-api/open-api-routes.ts';
import { type EnginesOptions, openEngines } from './open-engines.ts';
import type { EventLog } from './realtime/event-log.ts';
import { registerRoutes } from './register-routes.ts';
import { defaultSettings, type Settings } from './settings.ts';

export interface ApiOptions extends EnginesOptions {
	settings?: Partial<Settings>;
	/** Fills the demo data set, with `users` people (default 600); never in production. */
	demo?: { password: string; users?: number } | undefined;
	mail?:
		| {
				/** Where mails are sent, `smtp://…` or `smtps://…`; without it they are kept in the database alone. */
				smtpUrl?: string | undefined;
				/** Shows those at `/api/dev/mails`, to everybody. Default false. */
				showsOutbox?: boolean;
		  }
		| undefined;
	clock?: Clock;
	/** Is told of faults; see `connectSentry`. */
	reportFault?: ReportFault | undefined;
	/** See `MetricsOptions`. */
	metrics?: MetricsOptions;
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

/** Milliseconds between looks for what other nodes wrote; a signal comes sooner, if nothing is lost. */
const sharedPollInterval = 1000;

/**
 * The whole backend, not yet listening. Throws `StartError`, see `openEngines`.
 */
export const createApi = async (options: ApiOptions): Promise<Api> => {
	const { dataFolder, log, demo, mail: { showsOutbox = false, ...mail } = {}, clock = systemClock } = options;
	const engines = await openEngines(options);
	try {
		const { database, isShared, redis, blobs } = engines;
		const eventPollInterval = isShared ? sharedPollInterval : 0;
		const settings: Settings = { ...defaultSettings, eventPollInterval, ...options.settings };
		const parts = await createParts({ engines, dataFolder, mail, settings, clock, log });
		const { events, mails, push, realtime, store, thumbnails } = parts;
		if (demo !== undefined) await seedDemo({ database, store, blobs, log, ...demo });
		if (isShared) thumbnails.wake();
		else await thumbnails.takeUp();

		const app = createServer({
			log,
			trustProxy: settings.trustProxy,
			reportFault: options.reportFault,
			checkReady: () => sql`select 1`.execute(database),
		});
		const metrics = createMetrics(options.metrics);
		metrics.observe(app);
		metrics.gauge({
			name: 'flotilla_realtime_connections',
			help: 'Sockets and event streams that are open on this node.',
			read: () => [...realtime.hub.audience.all()].length,
		});
		await registerPlugins(app, { settings, redis });
		await registerOpenApiRoutes(app);
		await registerRoutes(app, parts, { showsOutbox });
		realtime.attach(app);
		mails.start();
		const housekeeping = startHousekeeping({ log, tasks: parts.housekeeping });
		app.addHook('preClose', async () => {
			await realtime.close();
			await push.stop();
		});
		app.addHook('onClose', async () => {
			housekeeping.stop();
			await thumbnails.stop();
			await mails.stop();
			await engines.close();
		});

		return {
			app,
			database,
			events,
			listen: (where) => listen(app, where),
			runHousekeeping: housekeeping.run,
			async backgroundWorkDone() {
				await thumbnails.idle();
				await mails.idle();
			},
			sweepFiles: parts.sweepFiles,
			close: () => app.close(),
		};
	} catch (error) {
		await engines.close();
		throw error;
	}
};
