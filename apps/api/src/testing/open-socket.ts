import { type RealtimeFrame, realtimeFrame } from '@flotilla/contracts';
import { WebSocket } from 'ws';

/** A page's side of `/ws`, frame by frame. */
export interface TestSocket {
	send(type: string, payload: unknown): void;
	sendRaw(data: string | Buffer): void;
	/** Authenticates and returns the answer's payload. */
	authenticate(token: string, resume?: { epoch: string; offset: number }, topics?: string[]): Promise<Authenticated>;
	/** The next frame that is no heartbeat, in order of arrival; fails when the socket closes first. */
	next(): Promise<RealtimeFrame>;
	/** The next frame of this type; drops those before it. */
	nextOf(type: string): Promise<RealtimeFrame>;
	/** Frames that arrived and were not asked for. */
	waiting(): readonly RealtimeFrame[];
	/** Resolves with the close code. */
	closed: Promise<number>;
	/** The socket itself, e.g. to stop reading. */
	raw: WebSocket;
	close(): Promise<void>;
}

export interface Authenticated {
	userId: string;
	epoch: string;
	offset: number;
	resumed: boolean;
	expiresAt: string;
	topics?: string[];
}

export const openSocket = async (
	url: string,
	{ answersHeartbeats = true }: { answersHeartbeats?: boolean } = {},
): Promise<TestSocket> => {
	const raw = new WebSocket(`${url.replace('http', 'ws')}/ws`);
	const frames: RealtimeFrame[] = [];
	const waiters: PromiseWithResolvers<RealtimeFrame>[] = [];
	const closing = Promise.withResolvers<number>();
	raw.on('message', (data) => {
		const frame = realtimeFrame.parse(JSON.parse(String(data)));
		if (frame.type === 'heartbeat') {
			if (answersHeartbeats) send('heartbeat-ack', {});
			return;
		}
		const waiter = waiters.shift();
		if (waiter === undefined) frames.push(frame);
		else waiter.resolve(frame);
	});
	raw.on('close', (code) => {
		closing.resolve(code);
		for (const waiter of waiters) waiter.reject(new Error(`The socket closed with ${code}.`));
	});
	await new Promise((resolve, reject) => {
		raw.on('open', resolve);
		raw.on('error', reject);
	});

	const send = (type: string, payload: unknown) =>
		raw.send(JSON.stringify({ type, payload, timestamp: new Date().toISOString(), id: crypto.randomUUID() }));
	const next = () => {
		const frame = frames.shift();
		if (frame !== undefined) return Promise.resolve(frame);
		const waiter = Promise.withResolvers<RealtimeFrame>();
		waiters.push(waiter);
		return waiter.promise;
	};
	const nextOf = async (type: string) => {
		let frame = await next();
		while (frame.type !== type) frame = await next();
		return frame;
	};
	return {
		send,
		sendRaw: (data) => raw.send(data),
		async authenticate(token, resume, topics) {
			send('authenticate', { token, resume, topics });
			return (await nextOf('authenticated')).payload as Authenticated;
		},
		next,
		nextOf,
		waiting: () => frames,
		closed: closing.promise,
		raw,
		async close() {
			raw.close();
			await closing.promise;
		},
	};
};
