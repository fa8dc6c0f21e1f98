import * as z from 'zod/mini';
import { connectionState } from './event-map.ts';
import { presenceState } from './presence.ts';
import { realtimeFrame, streamPosition } from './realtime-frame.ts';
import { room, topic } from './topics.ts';

const tab = z.string().check(z.minLength(1), z.maxLength(64));

/**
 * A stretch of the event log as a connection saw it: after the event `after` there is none for this
 * person up to and including `offset`, but for `frame`. True whoever says it, in whatever order it comes.
 */
export const streamEntry = z.object({
	epoch: z.string(),
	after: z.int(),
	offset: z.int(),
	frame: z.optional(realtimeFrame),
});
export type StreamEntry = z.infer<typeof streamEntry>;

/** What a tab wants of the connection: topics it follows, rooms it is in and what it says there. */
export const tabWishes = z.object({
	topics: z.array(topic),
	rooms: z.array(z.object({ room, state: z.optional(presenceState) })),
});
export type TabWishes = z.infer<typeof tabWishes>;

/** What the tabs of one person tell each other, so that one connection serves them all. */
export const tabMessage = z.discriminatedUnion('type', [
	/** I am here, have come this far, and wish this. */
	z.object({ type: z.literal('hello'), tab, position: z.nullable(streamPosition), wishes: tabWishes }),
	z.object({ type: z.literal('bye'), tab }),
	/** Is the leader there? */
	z.object({ type: z.literal('ping'), tab }),
	/** I lead, have come this far, and my connection is in this state. `roll`: say who you are. */
	z.object({
		type: z.literal('lead'),
		tab,
		/** Of two who say so, the one with the greater term leads. */
		term: z.number(),
		state: connectionState,
		position: z.nullable(streamPosition),
		roll: z.boolean(),
	}),
	/** What came in; `to` a single tab, which asked for it. */
	z.object({ type: z.literal('entries'), tab, to: z.optional(tab), entries: z.array(streamEntry) }),
	/** What is in no log. */
	z.object({ type: z.literal('moment'), tab, frame: realtimeFrame }),
	/** What lies before this place can no longer be had. */
	z.object({ type: z.literal('reset'), tab, to: z.optional(tab), position: streamPosition }),
	/** I miss what follows this place. */
	z.object({ type: z.literal('replay'), tab, from: streamPosition }),
]);
export type TabMessage = z.infer<typeof tabMessage>;
