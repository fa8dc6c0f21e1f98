import { createECDH, createPublicKey, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { jwtVerify } from 'jose';
import { decryptPush, type PushReceiver } from './decrypt-push.ts';

export interface Received {
	path: string;
	/** What the service worker would see. */
	payload: unknown;
	headers: IncomingHttpHeaders;
	/** Claims of the sender's token, whose signature was checked with the key that came along. */
	vapid: { key: string; aud: unknown; sub: unknown };
}

/** A push service on this machine, and the browser behind it: takes messages and decrypts them. */
export interface PushService {
	/** A new browser: what it sends to `POST /push/subscriptions`. */
	subscribe(): { endpoint: string; keys: { p256dh: string; auth: string } };
	/** The next message that was taken. */
	next(): Promise<Received>;
	/** Messages that were taken and not asked for. */
	waiting(): readonly Received[];
	/** Answers the next requests with these in place of 201. */
	answerWith(...answers: { status: number; retryAfter?: string }[]): void;
	/** Requests so far, also those that were not taken. */
	readonly requestCount: number;
	stop(): Promise<void>;
}

const verify = async (authorization = '') => {
	const [, token = '', key = ''] = /^vapid t=([^,]+), k=(.+)$/.exec(authorization) ?? [];
	const point = Buffer.from(key, 'base64url');
	const jwk = { kty: 'EC', crv: 'P-256', x: point.subarray(1, 33).toString('base64url') };
	const publicKey = createPublicKey({
		key: { ...jwk, y: point.subarray(33).toString('base64url') },
		format: 'jwk',
	});
	const { payload } = await jwtVerify(token, publicKey);
	return { key, aud: payload.aud, sub: payload.sub };
};

export const startPushService = async (): Promise<PushService> => {
	const browsers = new Map<string, PushReceiver>();
	const received: Received[] = [];
	const waiters: PromiseWithResolvers<Received>[] = [];
	const answers: { status: number; retryAfter?: string }[] = [];
	let requestCount = 0;
	const server = createServer(async (request, response) => {
		requestCount += 1;
		const body = await buffer(request);
		const { status, retryAfter } = answers.shift() ?? { status: 201 };
		const path = request.url ?? '';
		const browser = browsers.get(path);
		if (status === 201 && browser !== undefined) {
			const text = decryptPush(body, browser);
			const vapid = await verify(request.headers.authorization);
			const message = { path, payload: JSON.parse(text) as unknown, headers: request.headers, vapid };
			const waiter = waiters.shift();
			if (waiter === undefined) received.push(message);
			else waiter.resolve(message);
		}
		response.writeHead(status, retryAfter === undefined ? {} : { 'retry-after': retryAfter }).end();
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

	return {
		subscribe() {
			const path = `/push/${browsers.size + 1}`;
			const key = createECDH('prime256v1');
			const p256dh = key.generateKeys('base64url');
			const auth = randomBytes(16).toString('base64url');
			browsers.set(path, { key, auth });
			return { endpoint: `${url}${path}`, keys: { p256dh, auth } };
		},
		next() {
			const message = received.shift();
			if (message !== undefined) return Promise.resolve(message);
			const waiter = Promise.withResolvers<Received>();
			waiters.push(waiter);
			return waiter.promise;
		},
		waiting: () => received,
		answerWith: (...next) => void answers.push(...next),
		get requestCount() {
			return requestCount;
		},
		async stop() {
			server.closeAllConnections();
			server.close();
			await once(server, 'close');
		},
	};
};
