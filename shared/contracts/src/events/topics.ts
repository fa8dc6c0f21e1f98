import * as z from 'zod/mini';

const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const places = `(?:users|files)(?::${uuid})?|data:[a-z][a-z0-9_-]{0,99}(?::[A-Za-z0-9_-]{1,100})?`;

/**
 * A place where people may meet: `users`, `users:<id>`, `files`, `files:<ownerId>`,
 * `data:<collection>` or `data:<collection>:<id>`.
 */
export const room = z.string().check(z.regex(new RegExp(`^(?:${places})$`)));
export type Room = z.infer<typeof room>;

/** What a connection may follow: the events of a place, `sessions` (one's own), or `presence:<room>`. */
export const topic = z.string().check(z.regex(new RegExp(`^(?:sessions|(?:presence:)?(?:${places}))$`)));
export type Topic = z.infer<typeof topic>;

const presencePrefix = 'presence:';

export const presenceTopic = (ofRoom: Room): Topic => `${presencePrefix}${ofRoom}`;

/** The room that a topic of presence is about; undefined for a topic of events. */
export const roomOf = (name: Topic): Room | undefined =>
	name.startsWith(presencePrefix) ? name.slice(presencePrefix.length) : undefined;
