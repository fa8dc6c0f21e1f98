import * as z from 'zod/mini';
import { id, instant } from '../http/fields.ts';

/** One place where a person is signed in. */
export const session = z.object({
	id,
	/** Whether it is the one that asks. */
	current: z.boolean(),
	createdAt: instant,
	/** The last sign-in or refresh. */
	lastUsedAt: instant,
	/** When it ends unless it is refreshed. */
	expiresAt: instant,
	/** A short name such as `Firefox on Linux`, or the head of what the client called itself; null when it said nothing. */
	device: z.nullable(z.string()),
	/** The client's address at the last use. */
	ip: z.nullable(z.string()),
});
export type Session = z.infer<typeof session>;

/** The last used first. */
export const sessionsList = z.object({ sessions: z.array(session) });
export type SessionsList = z.infer<typeof sessionsList>;
