import * as z from 'zod/mini';
import { id, instant } from '../http/fields.ts';

/** Base64url of this many bytes, as browsers write it: without padding. */
const bytes = (count: number) =>
	z.string().check(z.regex(new RegExp(`^[A-Za-z0-9_-]{${Math.ceil((count * 4) / 3)}}={0,2}$`)));

const endpoint = z.url().check(z.maxLength(2048));

/** What `PushSubscription.toJSON()` gives in a browser. */
export const pushSubscriptionBody = z.object({
	endpoint,
	/** Milliseconds since 1970. */
	expirationTime: z.optional(z.nullable(z.number())),
	/** The browser's P-256 point, uncompressed, and its secret (RFC 8291, 3.2). */
	keys: z.object({ p256dh: bytes(65), auth: bytes(16) }),
});
export type PushSubscriptionBody = z.input<typeof pushSubscriptionBody>;

export const pushSubscription = z.object({ id, endpoint: z.string(), createdAt: instant });
export type PushSubscription = z.infer<typeof pushSubscription>;

export const pushSubscriptions = z.object({ subscriptions: z.array(pushSubscription) });
export const removePushSubscriptionBody = z.object({ endpoint });
/** Base64url, for `applicationServerKey`. */
export const pushPublicKey = z.object({ publicKey: z.string() });

/** What a service worker gets as the data of a `push` event. */
export const pushPayload = z.object({
	title: z.string(),
	body: z.string(),
	/** Path of the page it is about. */
	url: z.string(),
	/** A later message with the same tag takes the place of the earlier. */
	tag: z.string(),
});
export type PushPayload = z.infer<typeof pushPayload>;
