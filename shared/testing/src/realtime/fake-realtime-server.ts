import {
	clientFrames,
	closeCodes,
	type EventPayload,
	realtimeFrame,
	roomOf,
	type ServerEventName,
	type StreamPosition,
	type Topic,
	topicsOf,
} from '@flotilla/contracts';

import { answerEventStream } from './fake-event-stream.ts';
import { createFakePresence } from './fake-presence.ts';
import type { FakeSocket } from './fake-socket.ts';

export interface FakeRealtimeOptions {
	/** Says whose a token is; null refuses it. Default: every token is good. */
	authenticate?(token: string): string | null;
	/** Milliseconds, told to the client. Default 30000. */
	heartbeatInterval?: number;
	/** Milliseconds a token lives from when it is sent. Default 900000. */
	tokenLifetime?: number;
}

export interface FakeRealtimeServer {
	createSocket(url: string): FakeSocket;
	/** The same events as an event stream; fits `fetch` of `createRealtime`. */
	fetchStream(request: Request): Promise<Response>;
	/** Appends an event to the log and sends it to whoever is connected. */
	publish<N extends ServerEventName>(name: N, payload: EventPayload<N>): void;
	/** Sends anything at all to whoever is connected. */
	sendRaw(data: unknown): void;
	/** Sends a frame to whoever is connected. */
	send(type: string, payload: unknown): void;
	/** Closes every connection, as a network or a server does. Default 1006. */
	drop(code?: number): void;
	/** Takes connections without answering, sends nothing more and closes nothing. */
	hang(hanging: boolean): void;
	/** Forgets the log: nobody can resume. */
	forgetLog(): void;
	/** Connections that were accepted and are open. */
	readonly connectionCount: number;
	/** Every frame that came in, oldest first. */
	readonly received: readonly { type: string; payload: unknown }[];
}

interface Connection {
	socket: FakeSocket;
	authenticated: boolean;
	open: boolean;
	userId: string;
	/** Undefined: everything. */
	topics?: Set<Topic>;
}

/** The server's side of `/ws`, in this process. It keeps to the protocol and closes on a client that does not. */
export const createFakeRealtimeServer = ({
	authenticate = () => 'somebody',
	heartbeatInterval = 30_000,
	tokenLifetime = 900_000,
}: FakeRealtimeOptions = {}): FakeRealtimeServer => {
	const connections = new Set<Connection>();
	const received: { type: string; payload: unknown }[] = [];
	let log: { name: string; payload: unknown; offset: number; at: string }[] = [];
	let epoch = 1;
	let offset = 0;
	let hanging = false;

	const deliver = (connection: Connection, data: unknown): void => {
		// As with a real socket, nothing arrives in the turn in which it was sent.
		queueMicrotask(() => {
			if (connection.open && !hanging) connection.socket.onmessage?.({ data });
		});
	};
	const send = (connection: Connection, type: string, payload: unknown, extra: object = {}): void =>
		deliver(
			connection,
			JSON.stringify({
				type,
				payload,
				timestamp: new Date().toISOString(),
				id: crypto.randomUUID(),
				source: 'api',
				...extra,
			}),
		);
	const sendEvent = (connection: Connection, event: (typeof log)[number]): void => {
		const { topics } = connection;
		if (topics !== undefined && !topicsOf(event.name, event.payload).some((topic) => topics.has(topic))) return;
		send(connection, event.name, event.payload, { offset: event.offset, timestamp: event.at });
	};
	const presence = createFakePresence<Connection>((connection, present) =>
		send(connection, 'presence:changed', present),
	);
	const close = (connection: Connection, code: number): void => {
		if (!connection.open) return;
		connection.open = false;
		connections.delete(connection);
		presence.leaveAll(connection);
		queueMicrotask(() => connection.socket.onclose?.({ code, reason: '' }));
	};
	const authenticated = (): Connection[] => [...connections].filter((connection) => connection.authenticated);

	const accept = (
		connection: Connection,
		{ token, resume, topics }: { token: string; resume?: StreamPosition | undefined; topics?: Topic[] | undefined },
	): void => {
		const userId = authenticate(token);
		if (userId === null) {
			close(connection, closeCodes.UNAUTHENTICATED);
			return;
		}
		const isRenewal = connection.authenticated;
		connection.authenticated = true;
		connection.userId = userId;
		if (topics !== undefined) connection.topics = new Set(topics);
		const known = log.filter((event) => resume !== undefined && event.offset > resume.offset);
		const complete = resume !== undefined && resume.epoch === String(epoch) && known.length === offset - resume.offset;
		send(connection, 'authenticated', {
			userId,
			epoch: String(epoch),
			offset: complete && resume !== undefined ? resume.offset : offset,
			resumed: isRenewal || complete,
			heartbeatInterval,
			expiresAt: new Date(Date.now() + tokenLifetime).toISOString(),
			...(topics === undefined ? {} : { topics }),
		});
		if (complete && !isRenewal) for (const event of known) sendEvent(connection, event);
	};

	const receive = (connection: Connection, data: string): void => {
		const frame = realtimeFrame.parse(JSON.parse(data));
		received.push({ type: frame.type, payload: frame.payload });
		if (hanging) return;
		const { topics } = connection;
		if (frame.type === 'authenticate') accept(connection, clientFrames.authenticate.parse(frame.payload));
		else if (!connection.authenticated) close(connection, closeCodes.UNAUTHENTICATED);
		else if (frame.type === 'heartbeat') send(connection, 'heartbeat-ack', {});
		else if (frame.type === 'subscribe' || frame.type === 'unsubscribe') {
			for (const topic of clientFrames.subscribe.parse(frame.payload).topics) {
				const room = roomOf(topic);
				if (frame.type === 'subscribe') topics?.add(topic);
				else topics?.delete(topic);
				if (room !== undefined) presence[frame.type === 'subscribe' ? 'watch' : 'unwatch'](connection, room);
			}
			send(connection, 'subscribed', { topics: [...(topics ?? [])], offset });
		} else if (frame.type === 'presence') {
			const { room, state = null } = clientFrames.presence.parse(frame.payload);
			presence.enter(connection, room, { userId: connection.userId, state });
		} else if (frame.type === 'presence-leave') {
			presence.leave(connection, clientFrames['presence-leave'].parse(frame.payload).room);
		} else if (!Object.hasOwn(clientFrames, frame.type)) close(connection, closeCodes.PROTOCOL_ERROR);
	};

	const server: FakeRealtimeServer = {
		fetchStream: (request) => answerEventStream(request, () => server.createSocket(request.url)),
		createSocket() {
			const socket: FakeSocket = {
				onopen: null,
				onmessage: null,
				onclose: null,
				onerror: null,
				send: (data) => {
					if (connection.open) receive(connection, data);
				},
				close: (code = 1000) => close(connection, code),
			};
			const connection: Connection = { socket, authenticated: false, open: true, userId: '' };
			connections.add(connection);
			queueMicrotask(() => {
				if (connection.open && !hanging) socket.onopen?.();
			});
			return socket;
		},
		publish(name, payload) {
			offset += 1;
			const event = { name, payload, offset, at: new Date().toISOString() };
			log.push(event);
			for (const connection of authenticated()) sendEvent(connection, event);
		},
		sendRaw(data) {
			for (const connection of authenticated()) deliver(connection, data);
		},
		send(type, payload) {
			for (const connection of authenticated()) send(connection, type, payload);
		},
		drop(code = 1006) {
			for (const connection of [...connections]) close(connection, code);
		},
		hang(next) {
			hanging = next;
		},
		forgetLog() {
			log = [];
			epoch += 1;
		},
		get connectionCount() {
			return authenticated().length;
		},
		received,
	};
	return server;
};
