import * as z from 'zod/mini';
import { room } from './topics.ts';

/** What somebody shares with a room, e.g. what they look at: small, and gone with them. */
export const presenceState = z.record(z.string(), z.unknown());
export type PresenceState = z.infer<typeof presenceState>;

/** One person, on however many sockets. */
export const presenceMember = z.object({
	userId: z.string(),
	name: z.string(),
	/** When the person came, ISO 8601. */
	since: z.string(),
	/** What any of the person's sockets said last. */
	state: z.nullable(presenceState),
});
export type PresenceMember = z.infer<typeof presenceMember>;

/** Who is in a room. `members` lists those who came first; `total` counts all. */
export const presenceChanged = z.object({ room, members: z.array(presenceMember), total: z.int() });
export type PresenceChanged = z.infer<typeof presenceChanged>;
