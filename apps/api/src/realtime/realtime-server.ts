import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type closeCodes, defaultMaximumFrameSize, type User } from '@flotilla/contracts';
import type { Log } from '@flotilla/server';
import { WebSocketServer } from 'ws';
import type { AuthenticateToken } from '../auth/authenticate.ts';
import type { Sessions } from '../auth/sessions.ts';
import { createSubject } from '../auth/subject.ts';
import type { Clock } from '../clock.ts';
import type { EventRow } from '../database/schema.ts';
import type { Settings } from '../settings.ts';
import { Connection } from './connection.ts';
import { createDispatcher } from './dispatcher.ts';
import type { EventLog } from './event-log.ts';
import { createReplay } from './replay.ts';

export interface RealtimeServer {
	/** Takes over upgrades of `/ws`; anything else is refused. */
	attach(server: Server): void;
	/** Closes every socket with 1001. */
	close(): Promise<void>;
}

export interface RealtimeServerOptions {
	log: Log;
	clock: Clock;
	settings: Settings;
	events: EventLog;
	sessions: Sessions;
	authenticateToken: AuthenticateToken;
	/** See `ConnectionOptions`. */
	present(event: EventRow): unknown;
}

export const createRealtimeServer = async (options: RealtimeServerOptions): Promise<RealtimeServer> => {
	const { log, events, sessions, settings } = options;
	const connections = new Set<Connection>();
	const sockets = new WebSocketServer({
		noServer: true,
		maxPayload: defaultMaximumFrameSize,
		perMessageDeflate: false,
	});

	const applyRoleChange = (event: EventRow) => {
		if (event.type !== 'users:updated') return;
		const { user } = event.payload as { user: User };
		for (const connection of connections) {
			if (connection.userId !== user.id) continue;
			connection.changeSubject((subject) => createSubject({ ...subject, role: user.role }));
		}
	};

	const { offset } = await events.position();
	const dispatcher = createDispatcher({
		log,
		events,
		offset,
		pollInterval: settings.eventPollInterval,
		deliver(event) {
			applyRoleChange(event);
			for (const connection of connections) connection.deliver(event);
		},
	});
	const replay = createReplay(events, dispatcher);

	const closeAll = (reason: keyof typeof closeCodes, wanted: (connection: Connection) => boolean) => {
		for (const connection of connections) if (wanted(connection)) connection.close(reason);
	};
	const unsubscribe = sessions.onEnded((ended) => {
		closeAll('SESSION_REVOKED', ({ sessionId }) => sessionId !== undefined && ended.includes(sessionId));
	});

	const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
		if (request.url?.split('?', 1)[0] !== '/ws') {
			socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
			return;
		}
		sockets.handleUpgrade(request, socket, head, (webSocket) => {
			const connection = new Connection({ ...options, socket: webSocket, replay });
			connections.add(connection);
			webSocket.on('close', () => connections.delete(connection));
		});
	};

	let server: Server | undefined;
	return {
		attach(httpServer) {
			server = httpServer;
			server.on('upgrade', upgrade);
		},
		async close() {
			server?.off('upgrade', upgrade);
			unsubscribe();
			closeAll('GOING_AWAY', () => true);
			await dispatcher.stop();
		},
	};
};
