import { randomUUID } from 'node:crypto';
import type { Duplex } from 'node:stream';
import { closeCodes, type ErrorCode, type serverFrames, type Topic } from '@flotilla/contracts';
import { isHttpError, type Log } from '@flotilla/server';
import type { WebSocket } from 'ws';
import type * as z from 'zod/mini';
import type { AuthenticateToken } from '../auth/authenticate.ts';
import type { Clock } from '../clock.ts';
import type { Presence } from '../presence/presence.ts';
import type { Settings } from '../settings.ts';
import { Follower, type FollowerContext, type Following } from './follower.ts';
import type { OutgoingFrame } from './outgoing-frame.ts';
import type { Outlet } from './outlet.ts';
import type { Outlets } from './outlets.ts';
import { PacedWriter } from './paced-writer.ts';
import { type ClientFrame, type ReadFrame, readFrame } from './read-frame.ts';
import { toTextFrame } from './text-frame.ts';

/** What all sockets share. */
export interface ConnectionContext {
	log: Log;
	clock: Clock;
	settings: Settings;
	authenticateToken: AuthenticateToken;
	followers: FollowerContext;
	outlets: Outlets;
	presence: Presence;
}

/** Milliseconds past a token's end in which a renewal that is on its way still counts. */
const expiryGrace = 5_000;
/** Milliseconds in which a peer that does not read may still take the close frame. */
const closeGrace = 2_000;
/** Frames that may wait while one is worked on. */
const maximumWaiting = 50;

type ServerFrames = typeof serverFrames;
type Payload<T extends ClientFrame['type']> = Extract<ClientFrame, { type: T }>['payload'];

/** One socket of one page: `authenticating` until its token was accepted, then `open`, in the end `closed`. */
export class Connection implements Outlet {
	readonly #context: ConnectionContext;
	readonly #socket: WebSocket;
	readonly #writer: PacedWriter;
	readonly #follower: Follower;
	#state: 'authenticating' | 'open' | 'closed' = 'authenticating';
	#badFrames = 0;
	#waiting = 0;
	#work: Promise<void> | undefined;
	#lastSeen: number;
	/** When it closes for want of a token that holds. */
	#deadline: number;
	#nextBeat = Number.POSITIVE_INFINITY;

	/** `stream` is what `socket` is spoken over; whole frames go straight into it. */
	constructor(context: ConnectionContext, socket: WebSocket, stream: Duplex) {
		const { settings, clock, outlets } = context;
		this.#context = context;
		this.#socket = socket;
		this.#follower = new Follower(context.followers, this);
		this.#writer = new PacedWriter(context, stream, this);
		this.#lastSeen = clock.now();
		this.#deadline = this.#lastSeen + settings.authenticationTimeout;
		outlets.add(this);
		socket.on('message', (data, isBinary) => {
			this.#lastSeen = clock.now();
			this.#receive(readFrame(data, isBinary));
		});
		socket.on('error', (error) => context.log.debug({ err: error }, 'socket failed'));
		socket.on('close', () => this.#dispose());
	}

	write(frame: OutgoingFrame): void {
		this.#writeBytes(frame.socketBytes);
	}

	drained(): Promise<void> | undefined {
		return this.#writer.drained();
	}

	close(reason: keyof typeof closeCodes): void {
		if (this.#state === 'closed') return;
		this.#writer.release();
		this.#dispose();
		const socket = this.#socket;
		socket.close(closeCodes[reason], reason);
		setTimeout(() => socket.terminate(), closeGrace).unref();
	}

	#dispose(): void {
		if (this.#state === 'closed') return;
		this.#state = 'closed';
		this.#context.outlets.remove(this);
		this.#context.presence.leaveAll(this.#follower);
		this.#follower.close();
	}

	tick(now: number): void {
		if (now >= this.#deadline) this.close('UNAUTHENTICATED');
		else if (now >= this.#nextBeat) this.#beat(now);
	}

	/** In order: what comes while a token is looked at waits, so that a renewal does not overtake it. */
	#receive(read: ReadFrame): void {
		if (this.#state === 'closed') return;
		const isAuthentication = 'frame' in read && read.frame.type === 'authenticate';
		if (this.#waiting === 0 && !isAuthentication) {
			this.#answer(read);
			return;
		}
		if (this.#waiting >= maximumWaiting) {
			this.close('PROTOCOL_ERROR');
			return;
		}
		this.#waiting += 1;
		this.#work = (this.#work ?? Promise.resolve())
			.then(() => this.#answer(read))
			.catch((error: unknown) => {
				this.#context.log.error({ err: error }, 'a frame could not be answered');
				this.close('GOING_AWAY');
			})
			.finally(() => {
				this.#waiting -= 1;
				if (this.#waiting === 0) this.#work = undefined;
			});
	}

	#answer(read: ReadFrame): void | Promise<void> {
		if (this.#isClosed()) return;
		if ('problem' in read) return this.#refuse(read.problem, read.message);
		const { frame } = read;
		if (frame.type === 'authenticate') return this.#authenticate(frame.payload);
		if (this.#state === 'authenticating') return this.#refuse('AUTHENTICATION_REQUIRED', 'Authenticate first.');
		switch (frame.type) {
			case 'heartbeat':
				return this.#send('heartbeat-ack', {});
			case 'subscribe':
				return this.#subscribe(frame.payload);
			case 'unsubscribe':
				return this.#tellTopics(this.#follower.unsubscribe(frame.payload.topics));
			case 'presence':
				return this.#enter(frame.payload);
			case 'presence-leave':
				return this.#context.presence.leave(this.#follower, frame.payload.room);
		}
	}

	#refuse(code: ErrorCode, message: string): void {
		this.#send('error', { code, message });
		this.#badFrames += 1;
		if (this.#state === 'authenticating') this.close('UNAUTHENTICATED');
		else if (this.#badFrames >= this.#context.settings.maximumBadFrames) this.close('PROTOCOL_ERROR');
	}

	async #authenticate({ token, resume, topics }: Payload<'authenticate'>): Promise<void> {
		const follower = this.#follower;
		try {
			const { subject, expiresAt } = await this.#context.authenticateToken(token);
			if (this.#isClosed()) return;
			const isRenewal = follower.subject !== undefined;
			if (isRenewal && follower.subject?.userId !== subject.userId) return this.close('UNAUTHENTICATED');
			follower.identify(subject);
			this.#deadline = expiresAt + expiryGrace;
			const start = isRenewal ? await follower.continue() : await follower.begin(resume);
			if (this.#isClosed()) return;
			this.#state = 'open';
			const following = topics === undefined ? undefined : follower.follow(topics);
			const { heartbeatInterval } = this.#context.settings;
			if (!isRenewal) this.#nextBeat = this.#context.clock.now() + heartbeatInterval;
			this.#send('authenticated', {
				userId: subject.userId,
				...start,
				heartbeatInterval,
				expiresAt: new Date(expiresAt).toISOString(),
				...(following === undefined ? {} : { topics: following.accepted }),
			});
			if (following !== undefined) this.#tellRefused(following);
			if (follower.live) return;
			this.#lastSeen = this.#context.clock.now();
			// Not awaited with the frames: somebody who has much to catch up with may still say something.
			void follower.catchUp().catch((error: unknown) => {
				this.#context.log.error({ err: error }, 'missed events could not be read');
				this.close('GOING_AWAY');
			});
			if (topics !== undefined) this.#context.presence.tellRooms(topics);
		} catch (error) {
			if (!isHttpError(error) || error.statusCode >= 500) throw error;
			this.#send('error', { code: error.code, message: error.message });
			this.close(error.code === 'SESSION_REVOKED' ? 'SESSION_REVOKED' : 'UNAUTHENTICATED');
		}
	}

	#subscribe({ topics }: Payload<'subscribe'>): void {
		const following = this.#follower.subscribe(topics);
		this.#tellRefused(following);
		this.#tellTopics(following.accepted);
		this.#context.presence.tellRooms(topics);
	}

	#tellTopics(topics: Topic[]): void {
		this.#send('subscribed', { topics, offset: this.#follower.position });
	}

	#tellRefused({ refused, tooMany }: Following): void {
		if (refused.length === 0) return;
		const { maximumTopics } = this.#context.settings;
		if (tooMany) {
			const message = `One connection may follow ${maximumTopics} topics.`;
			this.#send('error', { code: 'VALIDATION_FAILED', message, topics: refused });
		} else {
			const message = 'You do not have permission to follow this.';
			this.#send('error', { code: 'FORBIDDEN', message, topics: refused });
		}
	}

	#enter({ room, state }: Payload<'presence'>): void {
		const refusal = this.#context.presence.enter(this.#follower, room, state ?? null);
		if (refusal !== undefined) this.#send('error', refusal);
	}

	/** Reads the state anew: it may have changed while something was awaited. */
	#isClosed(): boolean {
		return this.#state === 'closed';
	}

	#beat(now: number): void {
		const { heartbeatInterval } = this.#context.settings;
		this.#nextBeat = now + heartbeatInterval;
		if (now - this.#lastSeen > 2 * heartbeatInterval) this.close('HEARTBEAT_LOST');
		else this.#send('heartbeat', { offset: this.#follower.position });
	}

	#send<T extends keyof ServerFrames>(type: T, payload: z.input<ServerFrames[T]>): void {
		const timestamp = new Date(this.#context.clock.now()).toISOString();
		this.#writeBytes(toTextFrame(JSON.stringify({ type, payload, timestamp, id: randomUUID(), source: 'api' })));
	}

	#writeBytes(bytes: Buffer): void {
		if (this.#socket.readyState === this.#socket.OPEN) this.#writer.write(bytes);
	}
}
