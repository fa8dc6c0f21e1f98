import { createHash } from 'node:crypto';
import type { PushPayload } from '@flotilla/contracts';
import webPush from 'web-push';
import type { VapidKeys } from './vapid-keys.ts';

export interface PushTarget {
	endpoint: string;
	/** Base64url. */
	p256dh: string;
	auth: string;
}

/**
 * What a push service made of a message: took it, does not know the browser any more, cannot take it
 * now (`after`: milliseconds it asks for), or will never take it.
 */
export type Delivery =
	| { outcome: 'delivered' | 'gone' }
	| { outcome: 'later'; after: number | undefined; reason: string }
	| { outcome: 'refused'; reason: string };

export interface DeliverOptions {
	target: PushTarget;
	payload: PushPayload;
	vapid: VapidKeys & { subject: string };
}

/** Seconds a push service keeps a message for a browser that is off. */
const timeToLive = 24 * 60 * 60;
const timeout = 10_000;
/** Characters of a title or a body; an encrypted message has 4096 bytes at most (RFC 8030, 7.2). */
const maximumText = 500;

const shorten = (text: string) => (text.length > maximumText ? `${text.slice(0, maximumText - 1)}…` : text);

const readRetryAfter = (header: string | null): number | undefined => {
	if (header === null) return undefined;
	const milliseconds = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now();
	return Number.isFinite(milliseconds) ? Math.max(0, milliseconds) : undefined;
};

const judge = ({ status, headers }: Response): Delivery => {
	if (status >= 200 && status < 300) return { outcome: 'delivered' };
	if (status === 404 || status === 410) return { outcome: 'gone' };
	const reason = `The push service answered ${status}.`;
	if (status === 408 || status === 429 || status >= 500) {
		return { outcome: 'later', after: readRetryAfter(headers.get('retry-after')), reason };
	}
	return { outcome: 'refused', reason };
};

/** Encrypts a message (RFC 8291) and hands it to the push service of `target`. Follows no redirect. */
export const deliverMessage = async ({ target, payload, vapid }: DeliverOptions): Promise<Delivery> => {
	const { endpoint, p256dh, auth } = target;
	const text = JSON.stringify({ ...payload, title: shorten(payload.title), body: shorten(payload.body) });
	const { headers, body } = webPush.generateRequestDetails({ endpoint, keys: { p256dh, auth } }, text, {
		TTL: timeToLive,
		// A message that was sent twice, because a node was killed in between, takes its own place.
		topic: createHash('sha256').update(payload.tag).digest('base64url').slice(0, 32),
		vapidDetails: vapid,
	});
	const { 'Content-Length': _length, ...passed } = headers as Record<string, string | number>;
	try {
		const response = await fetch(endpoint, {
			method: 'POST',
			headers: Object.entries(passed).map(([name, value]): [string, string] => [name, String(value)]),
			body: new Uint8Array(body),
			redirect: 'manual',
			signal: AbortSignal.timeout(timeout),
		});
		await response.body?.cancel();
		return judge(response);
	} catch (error) {
		return { outcome: 'later', after: undefined, reason: error instanceof Error ? error.message : String(error) };
	}
};
