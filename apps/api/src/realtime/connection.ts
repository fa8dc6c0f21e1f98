import { randomUUID } from 'node:crypto';
import { closeCodes, type ErrorCode, type serverFrames } from '@flotilla/contracts';
import { isHttpError, type Log } from '@flotilla/server';
import type { WebSocket } from 'ws';
import type * as z from 'zod/mini';
import type { AuthenticateToken } from '../auth/authenticate.ts';
import type { Subject } from '../auth/subject.ts';
import type { Clock } from '../clock.ts';
import type { EventRow } from '../database/schema.ts';
import type { Settings } from '../settings.ts';
import { type ClientFrame, type ReadFrame, readFrame } from './read-frame.ts';
import type { Replay } from './replay.ts';
import { maySee } from './visibility.ts';

export interface ConnectionOptions {
	socket: WebSocket;
	log: Log;
	clock: Clock;
	settings: Settings;
	authenticateToken: AuthenticateToken;
	replay: Replay;
	/** The payload of an event as it is sent now: signed addresses are made on the way out. */
	present(event: EventRow): unknown;
}

/** Milliseconds past a token's end in which a renewal that is on its way still counts. */
const expiryGrace = 5_000;
/** Milliseconds in which a peer that does not read may still take the close frame. */
const closeGrace = 2_000;
/** Frames that may wait while one is worked on. */
const maximumWaiting = 50;
/** The longest time a timer takes. */
const maximumDelay = 2_147_483_647;

type ServerFrames = typeof serverFrames;

/** One socket of one page: `authenticating` until its token was accepted, then `open`, in the end `closed`. */
export class Connection {
	readonly #options: ConnectionOptions;
	#state: 'authenticating' | 'open' | 'closed' = 'authenticating';
	#subject: Subject | undefined;
	/** Events up to here were sent or are not for this page. */
	#cursor = 0;
	/** Whether everything missed was sent, so that new events may follow. */
	#live = false;
	#badFrames = 0;
	#waiting = 0;
	#work: Promise<void> = Promise.resolve();
	#lastSeen: number;
	#deadline: NodeJS.Timeout;
	#heartbeat: NodeJS.Timeout | undefined;

	constructor(options: ConnectionOptions) {
		this.#options = options;
		const { socket, settings, clock } = options;
		this.#lastSeen = clock.now();
		this.#deadline = setTimeout(() => this.close('UNAUTHENTICATED'), settings.authenticationTimeout);
		socket.on('message', (data, isBinary) => {
			this.#lastSeen = clock.now();
			this.#receive(readFrame(data, isBinary));
		});
		socket.on('error', (error) => options.log.debug({ err: error }, 'socket failed'));
		socket.on('close', () => this.#dispose());
	}

	get sessionId(): string | undefined {
		return this.#subject?.sessionId;
	}

	get userId(): string | undefined {
		return this.#subject?.userId;
	}

	/** Sends an event of the log if it is new here and for this person. */
	deliver(event: EventRow): void {
		if (this.#live) this.#send(event);
	}

	/** A changed role changes what is seen from now on. */
	changeSubject(change: (subject: Subject) => Subject): void {
		if (this.#subject !== undefined) this.#subject = change(this.#subject);
	}

	close(reason: keyof typeof closeCodes): void {
		if (this.#state === 'closed') return;
		const { socket } = this.#options;
		this.#dispose();
		socket.close(closeCodes[reason], reason);
		setTimeout(() => socket.terminate(), closeGrace).unref();
	}

	#dispose(): void {
		this.#state = 'closed';
		this.#live = false;
		clearTimeout(this.#deadline);
		clearInterval(this.#heartbeat);
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
		this.#work = this.#work
			.then(() => this.#answer(read))
			.catch((error: unknown) => {
				this.#options.log.error({ err: error }, 'a frame could not be answered');
				this.close('GOING_AWAY');
			})
			.finally(() => {
				this.#waiting -= 1;
			});
	}

	#answer(read: ReadFrame): void | Promise<void> {
		if (this.#state === 'closed') return;
		if ('problem' in read) return this.#refuse(read.problem, read.message);
		const { frame } = read;
		if (frame.type === 'authenticate') return this.#authenticate(frame.payload);
		if (this.#state === 'authenticating') return this.#refuse('AUTHENTICATION_REQUIRED', 'Authenticate first.');
		if (frame.type === 'heartbeat') this.#sendSystem('heartbeat-ack', {});
	}

	#refuse(code: ErrorCode, message: string): void {
		this.#sendSystem('error', { code, message });
		this.#badFrames += 1;
		if (this.#state === 'authenticating') this.close('UNAUTHENTICATED');
		else if (this.#badFrames >= this.#options.settings.maximumBadFrames) this.close('PROTOCOL_ERROR');
	}

	async #authenticate({ token, resume }: Extract<ClientFrame, { type: 'authenticate' }>['payload']): Promise<void> {
		const { settings, clock, replay } = this.#options;
		try {
			const { subject, expiresAt } = await this.#options.authenticateToken(token);
			if (this.#isClosed()) return;
			const isRenewal = this.#subject !== undefined;
			if (isRenewal && this.#subject?.userId !== subject.userId) return this.close('UNAUTHENTICATED');
			this.#subject = subject;
			this.#expireAt(expiresAt);
			const start = isRenewal ? await replay.continueFrom(this.#cursor) : await replay.begin(resume);
			if (this.#isClosed()) return;
			this.#state = 'open';
			this.#cursor = Math.max(this.#cursor, start.offset);
			this.#heartbeat ??= setInterval(() => this.#beat(), settings.heartbeatInterval);
			this.#sendSystem('authenticated', {
				userId: subject.userId,
				epoch: start.epoch,
				offset: this.#cursor,
				resumed: start.resumed,
				heartbeatInterval: settings.heartbeatInterval,
				expiresAt: new Date(expiresAt).toISOString(),
			});
			if (this.#live) return;
			this.#lastSeen = clock.now();
			await replay.catchUp({
				from: () => (this.#isClosed() ? Number.POSITIVE_INFINITY : this.#cursor),
				send: (event) => this.#send(event),
				caughtUp: () => {
					this.#live = !this.#isClosed();
				},
			});
		} catch (error) {
			if (!isHttpError(error) || error.statusCode >= 500) throw error;
			this.#sendSystem('error', { code: error.code, message: error.message });
			this.close(error.code === 'SESSION_REVOKED' ? 'SESSION_REVOKED' : 'UNAUTHENTICATED');
		}
	}

	/** Reads the state anew: it may have changed while something was awaited. */
	#isClosed(): boolean {
		return this.#state === 'closed';
	}

	#expireAt(instant: number): void {
		clearTimeout(this.#deadline);
		const delay = Math.min(instant - this.#options.clock.now() + expiryGrace, maximumDelay);
		this.#deadline = setTimeout(() => this.close('UNAUTHENTICATED'), delay);
	}

	#beat(): void {
		const { clock, settings } = this.#options;
		if (clock.now() - this.#lastSeen > 2 * settings.heartbeatInterval) this.close('HEARTBEAT_LOST');
		else this.#sendSystem('heartbeat', {});
	}

	#send(event: EventRow): void {
		if (this.#subject === undefined || this.#isClosed() || event.offset <= this.#cursor) return;
		this.#cursor = event.offset;
		if (!maySee(this.#subject, event)) return;
		this.#write({
			type: event.type,
			payload: this.#options.present(event),
			timestamp: event.created_at.toISOString(),
			id: randomUUID(),
			offset: event.offset,
			source: 'api',
		});
	}

	#sendSystem<T extends keyof ServerFrames>(type: T, payload: z.input<ServerFrames[T]>): void {
		const timestamp = new Date(this.#options.clock.now()).toISOString();
		this.#write({ type, payload, timestamp, id: randomUUID(), source: 'api' });
	}

	#write(frame: unknown): void {
		const { socket, settings } = this.#options;
		if (socket.readyState !== socket.OPEN) return;
		if (socket.bufferedAmount > settings.maximumBufferedAmount) this.close('SLOW_CONSUMER');
		else socket.send(JSON.stringify(frame));
	}
}
