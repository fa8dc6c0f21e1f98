import * as z from 'zod/mini';
import { presenceState } from './presence.ts';
import { room, topic } from './topics.ts';

/**
 * One message over `/ws`, either way: JSON text of this shape.
 *
 * System frames have a plain `type` (below). An event frame's `type` is the event's name
 * (`users:updated`); it carries `offset`, its place in the event log of the connection's `epoch`.
 */
export const realtimeFrame = z.object({
	type: z.string().check(z.minLength(1), z.maxLength(100)),
	payload: z.unknown(),
	timestamp: z.string(),
	id: z.string().check(z.maxLength(100)),
	offset: z.optional(z.int()),
	/** The app or server that raised the event. */
	source: z.optional(z.string()),
});
export type RealtimeFrame = z.infer<typeof realtimeFrame>;

/** The last event a client has seen; `offset` counts up by at least one an event inside an `epoch`. */
export const streamPosition = z.object({ epoch: z.string(), offset: z.int() });
export type StreamPosition = z.infer<typeof streamPosition>;

export const clientFrames = {
	/** The first frame; anything else first closes the socket with 4401. Sent again in place with a renewed token. */
	authenticate: z.object({
		token: z.string(),
		resume: z.optional(streamPosition),
		/** Only events of these topics follow. Absent: all that one may see; with a renewed token: as before. */
		topics: z.optional(z.array(topic)),
	}),
	/** Follows more; answered with `subscribed`, and with an `error` for what one may not see. */
	subscribe: z.object({ topics: z.array(topic) }),
	unsubscribe: z.object({ topics: z.array(topic) }),
	/** Enters a room, or changes what one shares with it. */
	presence: z.object({ room, state: z.optional(presenceState) }),
	'presence-leave': z.object({ room }),
	heartbeat: z.object({}),
	'heartbeat-ack': z.object({}),
} as const;

export const serverFrames = {
	/**
	 * Sent once the token was accepted. Missed events follow in order when `resumed` is true;
	 * otherwise the client starts at `offset` and must fetch what it caches again.
	 */
	authenticated: z.object({
		userId: z.string(),
		epoch: z.string(),
		offset: z.int(),
		resumed: z.boolean(),
		/** Milliseconds between heartbeats; two without an answer and the peer is gone. */
		heartbeatInterval: z.int(),
		/** When the token ends; the server closes with 4401 soon after unless it was renewed. */
		expiresAt: z.string(),
		/** What is followed, when `authenticate` named topics. */
		topics: z.optional(z.array(z.string())),
	}),
	/** What is followed now; events of new topics follow from `offset` on. */
	subscribed: z.object({ topics: z.array(z.string()), offset: z.int() }),
	/** `offset`: every event up to here was sent, or is not for this connection. */
	heartbeat: z.object({ offset: z.optional(z.int()) }),
	'heartbeat-ack': z.object({}),
	/** `topics`: those that were refused. */
	error: z.object({ code: z.string(), message: z.string(), topics: z.optional(z.array(z.string())) }),
} as const;

/** Close codes of `/ws` in the private range. */
export const closeCodes = {
	/** No frame, no valid token in time, or the token ended. Sign in or refresh, then connect again. */
	UNAUTHENTICATED: 4401,
	/** The peer missed its heartbeats. */
	HEARTBEAT_LOST: 4408,
	/** Too many frames that could not be read. */
	PROTOCOL_ERROR: 4400,
	/** The peer reads slower than events come. Resume to get them. */
	SLOW_CONSUMER: 4429,
	/** The session was revoked. */
	SESSION_REVOKED: 4403,
	/** The server is going away (RFC 6455). Connect again. */
	GOING_AWAY: 1001,
	/** A frame was larger than allowed (RFC 6455). */
	FRAME_TOO_LARGE: 1009,
} as const;

/** Bytes of one frame. */
export const defaultMaximumFrameSize = 64 * 1024;
