import { closeCodes, type EventPayload, type ServerEventName, type StreamPosition } from '@flotilla/contracts';
import { createFakeEventLog } from './fake-event-log.ts';
import { answerEventStream } from './fake-event-stream.ts';
import { type FakeAudience, type FakeFollower, followsPresenceOf, wantsEvent } from './fake-follower.ts';
import { createFakePresence } from './fake-presence.ts';
import { createFakeSocketConnection, type FakeSocket, type FakeSocketConnection } from './fake-socket.ts';

export type { FakeSocket } from './fake-socket.ts';

export interface FakeRealtimeOptions extends FakeAudience {
	/** Says whose a token is; null refuses it. Default: every token is good. */
	authenticate?(token: string): string | null;
	/** What somebody is called in a room; undefined for nobody. Default: the id. */
	nameOf?(userId: string): string | undefined;
	/** Milliseconds, told to the client. Default 30000. */
	heartbeatInterval?: number;
	/** Milliseconds a token lives from when it is sent. Default 900000. */
	tokenLifetime?: number;
}

export interface FakeRealtimeServer {
	createSocket(url: string): FakeSocket;
	/** The same events as an event stream; fits `fetch` of `createRealtime`. */
	fetchStream(request: Request): Promise<Response>;
	/** Appends an event to the log and sends it to whoever is connected, may see it and follows it. */
	publish<N extends ServerEventName>(
		name: N,
		payload: EventPayload<N>,
		audience?: { onlyFor?: string; ownerId?: string },
	): void;
	/** Sends anything at all to whoever is connected. */
	sendRaw(data: unknown): void;
	/** Sends a frame to whoever is connected. */
	send(type: string, payload: unknown): void;
	/** Says to whoever is connected that the server lives, and up to where everything was sent. */
	beat(): void;
	/** Closes every connection, as a network or a server does. Default 1006. */
	drop(code?: number): void;
	/** Closes connections whose token's session was ended with 4403: streams say `unauthenticated`. */
	revoke(isRevoked: (token: string) => boolean): void;
	/** Takes connections without answering, sends nothing more and closes nothing. */
	hang(hanging: boolean): void;
	/** Forgets the log: nobody can resume. */
	forgetLog(): void;
	/** The last event's place. */
	readonly position: StreamPosition;
	/** Connections that were accepted and are open; an event stream is one. */
	readonly connectionCount: number;
	/** Every frame that came in, oldest first. */
	readonly received: readonly { type: string; payload: unknown }[];
}

/**
 * The server's side of `/ws` and of event streams, in this process. It keeps to the protocol: topics, presence,
 * resuming by epoch and offset, heartbeats, and the same answers to frames that cannot be read.
 */
export const createFakeRealtimeServer = ({
	authenticate = () => 'somebody',
	nameOf = (userId) => userId,
	heartbeatInterval = 30_000,
	tokenLifetime = 900_000,
	...audience
}: FakeRealtimeOptions = {}): FakeRealtimeServer => {
	const connections = new Set<FakeSocketConnection>();
	const received: { type: string; payload: unknown }[] = [];
	const log = createFakeEventLog();
	let hanging = false;

	const accepted = (): FakeSocketConnection[] => [...connections].filter(({ follower }) => follower.userId !== null);
	const followers = (): FakeFollower[] => accepted().map(({ follower }) => follower);
	const presence = createFakePresence<FakeFollower>({
		nameOf,
		announce(changed, members) {
			for (const follower of followers()) {
				const isTold = members.has(follower) || followsPresenceOf(follower, changed.room);
				if (isTold) follower.sendEphemeral('presence:changed', changed);
			}
		},
	});
	const context = {
		...audience,
		log,
		presence,
		received,
		authenticate,
		heartbeatInterval,
		tokenLifetime,
		isHanging: () => hanging,
		onClosed: (connection: FakeSocketConnection) => connections.delete(connection),
	};

	const server: FakeRealtimeServer = {
		fetchStream: (request) => answerEventStream(request, () => server.createSocket(request.url)),
		createSocket() {
			const connection = createFakeSocketConnection(context);
			connections.add(connection);
			return connection.socket;
		},
		publish(name, payload, { onlyFor, ownerId } = {}) {
			const event = log.append({ name, payload, onlyFor, ownerId });
			for (const follower of followers()) if (wantsEvent(follower, event, audience)) follower.sendEvent(event);
		},
		sendRaw(data) {
			for (const connection of accepted()) connection.sendRaw(data);
		},
		send(type, payload) {
			for (const connection of accepted()) connection.send(type, payload);
		},
		beat() {
			for (const follower of followers()) follower.sendHeartbeat(log.position.offset);
		},
		drop(code = 1006) {
			for (const connection of [...connections]) connection.close(code);
		},
		revoke(isRevoked) {
			for (const connection of accepted()) {
				const { token } = connection.follower;
				if (token !== undefined && isRevoked(token)) connection.close(closeCodes.SESSION_REVOKED);
			}
		},
		hang(next) {
			hanging = next;
		},
		forgetLog: () => log.forget(),
		get position() {
			return log.position;
		},
		get connectionCount() {
			return accepted().length;
		},
		received,
	};
	return server;
};
