import type { User } from '@flotilla/contracts';
import type { FastifyInstance } from 'fastify';
import type { Redis } from 'ioredis';
import type { Kysely } from 'kysely';
import type { AuthenticateToken } from '../auth/authenticate.ts';
import type { Schema } from '../database/schema.ts';
import { readSecret } from '../database/secrets.ts';
import type { RegisterEndpoint } from '../http/register-endpoint.ts';
import { createPresence } from '../presence/presence.ts';
import { createLocalPresenceExchange } from '../presence/presence-exchange.ts';
import { createRedisPresenceExchange } from '../presence/redis-presence-exchange.ts';
import { createNameOf } from '../users/name-of.ts';
import type { ConnectionContext } from './connection.ts';
import { createHub, type Hub, type HubOptions } from './hub.ts';
import { createRealtimeServer } from './realtime-server.ts';
import { registerStreamAtRoot, registerStreamRoutes } from './stream-routes.ts';
import { createStreamTickets } from './stream-ticket.ts';

/** Everything that keeps a connection open: sockets, event streams, and who is where. */
export interface Realtime {
	hub: Hub;
	/** The rows of the contract. */
	registerRoutes(register: RegisterEndpoint): void;
	/** `/ws` and `/events` of `app`. */
	attach(app: FastifyInstance): void;
	/** Takes no more sockets and lets go of those that are open, as a server does that will be back. */
	close(): Promise<void>;
}

export interface RealtimeOptions extends HubOptions {
	database: Kysely<Schema>;
	authenticateToken: AuthenticateToken;
	/** Undefined: this node is alone. */
	redis: Redis | undefined;
}

export const createRealtime = async (options: RealtimeOptions): Promise<Realtime> => {
	const { log, clock, settings, database, signals, redis, authenticateToken } = options;
	const hub = await createHub(options);
	const { audience, outlets, context: followers } = hub;
	const lifetime = 3 * settings.heartbeatInterval;
	const exchange =
		redis === undefined ? createLocalPresenceExchange() : createRedisPresenceExchange({ redis, lifetime });
	const nameOf = createNameOf(database);
	const presence = createPresence({ log, clock, settings, audience, signals, exchange, nameOf });
	hub.onEvent(({ type, payload }) => {
		if (type === 'users:updated') presence.review((payload as { user: User }).user.id);
	});
	const context: ConnectionContext = { log, clock, settings, authenticateToken, followers, outlets, presence };
	const sockets = createRealtimeServer(context);
	const tickets = createStreamTickets({ key: await readSecret(database, 'stream-ticket') });
	const streams = { context, authenticateToken, tickets };

	return {
		hub,
		registerRoutes: (register) => registerStreamRoutes(register, streams),
		attach(app) {
			registerStreamAtRoot(app, streams);
			sockets.attach(app.server);
		},
		async close() {
			sockets.close();
			await hub.close();
			await presence.close();
		},
	};
};
