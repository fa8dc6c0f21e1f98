import { closeCodes, type ErrorCode, errorCatalogue, roomOf, type Topic } from '@flotilla/contracts';
import type { FakeEventLog } from './fake-event-log.ts';
import { addTopics, type FakeAudience, type FakeFollower, wantsEvent } from './fake-follower.ts';
import type { FakePresence } from './fake-presence.ts';
import { type ClientFrameHandlers, readClientFrame } from './read-client-frame.ts';

/** Fits `createSocket` of `createRealtime`. */
export interface FakeSocket {
	onopen: (() => void) | null;
	onmessage: ((event: { data: unknown }) => void) | null;
	onclose: ((event: { code: number; reason: string }) => void) | null;
	onerror: (() => void) | null;
	send(data: string): void;
	close(code?: number): void;
}

/** What all sockets of one server share. */
export interface FakeSocketContext extends FakeAudience {
	log: FakeEventLog;
	presence: FakePresence<FakeFollower>;
	received: { type: string; payload: unknown }[];
	authenticate(token: string): string | null;
	heartbeatInterval: number;
	/** Milliseconds. */
	tokenLifetime: number;
	isHanging(): boolean;
	onClosed(connection: FakeSocketConnection): void;
}

export interface FakeSocketConnection {
	socket: FakeSocket;
	follower: FakeFollower;
	sendRaw(data: unknown): void;
	send(type: string, payload: unknown, extra?: object): void;
	close(code: number): void;
}

/** Frames that could not be read before a connection is closed. */
const maximumBadFrames = 5;

/** The server's side of one `/ws`. */
export const createFakeSocketConnection = (context: FakeSocketContext): FakeSocketConnection => {
	const { log, presence, received, isHanging } = context;
	let isOpen = true;
	let badFrames = 0;

	const sendRaw = (data: unknown): void => {
		// As with a real socket, nothing arrives in the turn in which it was sent.
		queueMicrotask(() => {
			if (isOpen && !isHanging()) socket.onmessage?.({ data });
		});
	};
	const send: FakeSocketConnection['send'] = (type, payload, extra = {}) => {
		const head = { type, payload, timestamp: new Date().toISOString(), id: crypto.randomUUID(), source: 'api' };
		sendRaw(JSON.stringify({ ...head, ...extra }));
	};
	const close = (code: number): void => {
		if (!isOpen) return;
		// What was sent before the end arrives before it.
		queueMicrotask(() => {
			isOpen = false;
			socket.onclose?.({ code, reason: '' });
		});
		presence.leaveAll(follower);
		context.onClosed(connection);
	};
	const follower: FakeFollower = {
		userId: null,
		token: undefined,
		everything: true,
		topics: new Set(),
		sendEvent: ({ name, payload, offset, at }) =>
			send(name, payload, { offset, timestamp: at, id: `${log.position.epoch}:${offset}` }),
		sendEphemeral: send,
		sendHeartbeat: (offset) => send('heartbeat', { offset }),
	};

	const fail = (code: ErrorCode, topics?: readonly Topic[]): void =>
		send('error', { code, message: errorCatalogue[code].message, ...(topics && { topics }) });
	const refuse = (code: ErrorCode): void => {
		fail(code);
		badFrames += 1;
		if (follower.userId === null) close(closeCodes.UNAUTHENTICATED);
		else if (badFrames >= maximumBadFrames) close(closeCodes.PROTOCOL_ERROR);
	};
	const tellRooms = (topics: readonly Topic[]): void => {
		for (const room of topics.map(roomOf)) if (room !== undefined) presence.tell(room);
	};

	const accept: ClientFrameHandlers['authenticate'] = ({ token, resume, topics }) => {
		const userId = context.authenticate(token);
		if (userId === null || (follower.userId !== null && follower.userId !== userId)) {
			fail('TOKEN_INVALID');
			close(closeCodes.UNAUTHENTICATED);
			return;
		}
		const isRenewal = follower.userId !== null;
		follower.userId = userId;
		follower.token = token;
		const { missed, ...start } = isRenewal ? { ...log.position, resumed: true, missed: [] } : log.begin(resume);
		let refused: Topic[] = [];
		if (topics !== undefined) {
			follower.everything = false;
			follower.topics.clear();
			refused = addTopics(follower, topics, context);
		}
		send('authenticated', {
			userId,
			...start,
			heartbeatInterval: context.heartbeatInterval,
			expiresAt: new Date(Date.now() + context.tokenLifetime).toISOString(),
			...(topics === undefined ? {} : { topics: [...follower.topics] }),
		});
		if (refused.length > 0) fail('FORBIDDEN', refused);
		for (const event of missed) if (wantsEvent(follower, event, context)) follower.sendEvent(event);
		tellRooms(topics ?? []);
	};
	const tellTopics = (): void => send('subscribed', { topics: [...follower.topics], offset: log.position.offset });

	const handlers: ClientFrameHandlers = {
		authenticate: accept,
		heartbeat: () => send('heartbeat-ack', {}),
		'heartbeat-ack': () => {},
		subscribe({ topics }) {
			const refused = addTopics(follower, topics, context);
			if (refused.length > 0) fail('FORBIDDEN', refused);
			tellTopics();
			tellRooms(topics);
		},
		unsubscribe({ topics }) {
			for (const topic of topics) follower.topics.delete(topic);
			tellTopics();
		},
		presence({ room, state = null }) {
			const { userId } = follower;
			if (userId === null || context.mayFollow?.(userId, room) === false) fail('FORBIDDEN');
			else presence.enter(follower, room, { userId, state });
		},
		'presence-leave': ({ room }) => presence.leave(follower, room),
	};

	const receive = (data: string): void => {
		const { received: came, frame, problem } = readClientFrame(data);
		if (came !== undefined) received.push(came);
		if (isHanging()) return;
		if (frame === undefined) refuse(problem ?? 'BAD_REQUEST');
		else if (follower.userId === null && frame.type !== 'authenticate') refuse('AUTHENTICATION_REQUIRED');
		// The payload was checked by the row of the same name.
		else (handlers[frame.type] as (payload: unknown) => void)(frame.payload);
	};

	const socket: FakeSocket = {
		onopen: null,
		onmessage: null,
		onclose: null,
		onerror: null,
		send: (data) => {
			if (isOpen) receive(data);
		},
		close: (code = 1000) => close(code),
	};
	const connection: FakeSocketConnection = { socket, follower, sendRaw, send, close };
	queueMicrotask(() => {
		if (isOpen && !isHanging()) socket.onopen?.();
	});
	return connection;
};
