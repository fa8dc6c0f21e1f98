import type { ServerResponse } from 'node:http';
import type { closeCodes, StreamPosition, Topic } from '@flotilla/contracts';
import type { TokenAuthentication } from '../auth/authenticate.ts';
import type { ConnectionContext } from './connection.ts';
import { Follower } from './follower.ts';
import { eventId } from './outgoing-event.ts';
import type { OutgoingFrame } from './outgoing-frame.ts';
import type { Outlet } from './outlet.ts';
import { PacedWriter } from './paced-writer.ts';
import { type StreamBlock, toStreamBlock } from './stream-block.ts';

export interface EventStreamOptions extends TokenAuthentication {
	context: ConnectionContext;
	response: ServerResponse;
	/** Undefined: all that one may see. */
	topics: readonly Topic[] | undefined;
	/** Whether there was a place to resume from, readable or not. */
	isResuming: boolean;
	resume: StreamPosition | undefined;
}

/** Milliseconds in which a peer that does not read may still take the end. */
const closeGrace = 2_000;

/** The event that ends a stream, by reason; the others end without one, and the client connects again. */
const lastEvents: Partial<Record<keyof typeof closeCodes, string>> = {
	UNAUTHENTICATED: 'unauthenticated',
	SESSION_REVOKED: 'unauthenticated',
};

/** One event stream: what a socket is, but for what the client says. */
export class EventStream implements Outlet {
	readonly #options: EventStreamOptions;
	readonly #writer: PacedWriter;
	readonly #follower: Follower;
	#epoch = '';
	#closed = false;
	#nextBeat: number;

	constructor(options: EventStreamOptions) {
		const { context, response, subject } = options;
		const { settings, clock, outlets, followers } = context;
		this.#options = options;
		this.#writer = new PacedWriter(context, response, this);
		this.#follower = new Follower(followers, this);
		this.#follower.identify(subject);
		this.#nextBeat = clock.now() + settings.heartbeatInterval;
		outlets.add(this);
		response.on('error', (error) => context.log.debug({ err: error }, 'event stream failed'));
		response.on('close', () => this.#dispose());
		// Who left while their token was looked at is not told of a second time.
		if (response.destroyed) this.#dispose();
	}

	/** Says where the stream begins, then sends what was missed, then what comes. */
	async run(): Promise<void> {
		const { context, topics, isResuming, resume, subject, expiresAt } = this.#options;
		const follower = this.#follower;
		if (this.#closed) return;
		if (topics !== undefined) follower.follow(topics);
		const start = await follower.begin(resume);
		if (this.#closed) return;
		this.#epoch = start.epoch;
		this.#write({ comment: 'connected', retry: context.settings.streamRetry });
		const event = isResuming && !start.resumed ? 'resync' : 'ready';
		const id = eventId(start.epoch, start.offset);
		// The same that a socket's `authenticated` says.
		const { heartbeatInterval } = context.settings;
		const { userId } = subject;
		const data = { ...start, userId, heartbeatInterval, expiresAt: new Date(expiresAt).toISOString() };
		this.#write({ event, id, data: JSON.stringify(data) });
		if (topics !== undefined) context.presence.tellRooms(topics);
		await follower.catchUp();
	}

	write(frame: OutgoingFrame): void {
		if (!this.#closed) this.#writer.write(frame.streamBytes);
	}

	drained(): Promise<void> | undefined {
		return this.#writer.drained();
	}

	close(reason: keyof typeof closeCodes): void {
		if (this.#closed) return;
		const { response, context } = this.#options;
		const event = lastEvents[reason];
		this.#writer.release();
		if (event !== undefined) this.#write({ event, data: JSON.stringify({ code: reason }) });
		if (reason === 'GOING_AWAY') this.#write({ comment: 'restarting', retry: context.settings.streamRetry });
		this.#writer.release();
		this.#dispose();
		response.end();
		setTimeout(() => response.destroy(), closeGrace).unref();
	}

	#dispose(): void {
		if (this.#closed) return;
		this.#closed = true;
		this.#options.context.outlets.remove(this);
		this.#follower.close();
	}

	tick(now: number): void {
		if (now >= this.#options.expiresAt) this.close('UNAUTHENTICATED');
		else if (now >= this.#nextBeat) this.#beat(now);
	}

	/** A comment keeps proxies from giving up; the id moves on for who sees few of the events. */
	#beat(now: number): void {
		this.#nextBeat = now + this.#options.context.settings.heartbeatInterval;
		if (this.#epoch === '') return;
		this.#write({ comment: 'heartbeat', id: eventId(this.#epoch, this.#follower.position) });
	}

	#write(block: StreamBlock): void {
		if (!this.#closed) this.#writer.write(toStreamBlock(block));
	}
}
