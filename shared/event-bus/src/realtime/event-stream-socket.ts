import { clientFrames, closeCodes, type StreamPosition, type Topic } from '@flotilla/contracts';
import { createStreamReader, type StreamEvent } from './read-event-stream.ts';
import type { RealtimeSocket } from './socket.ts';

export interface EventStreamSocketOptions {
	/** `GET /events`, see docs/api.md. */
	url: string;
	fetch: (request: Request) => Promise<Response>;
	/** Milliseconds between heartbeats, where the server does not say. Default 30000. */
	heartbeatInterval?: number;
}

/**
 * An event stream that looks like a socket: it speaks the frames of `/ws`, so that nothing else has to
 * know. The token goes in a header. Topics are part of the address: other topics or another token are
 * another stream, which resumes where the last one was. What a stream cannot say (presence) is not sent.
 */
export const createEventStreamSocket = ({
	url,
	fetch,
	heartbeatInterval = 30_000,
}: EventStreamSocketOptions): RealtimeSocket => {
	let life: AbortController | null = null;
	let token = '';
	let topics: Topic[] | undefined;
	let position: StreamPosition | undefined;
	let closed = false;

	const hand = (type: string, payload: unknown): void =>
		socket.onmessage?.({
			data: JSON.stringify({ type, payload, timestamp: new Date().toISOString(), id: crypto.randomUUID() }),
		});
	const end = (code: number, reason = ''): void => {
		if (closed) return;
		closed = true;
		life?.abort();
		socket.onclose?.({ code, reason });
	};

	const receive = ({ name, id, data }: StreamEvent): void => {
		const place = readPosition(id);
		if (name === 'unauthenticated') {
			const isRevoked = data.includes('SESSION_REVOKED');
			end(isRevoked ? closeCodes.SESSION_REVOKED : closeCodes.UNAUTHENTICATED);
		} else if (name === 'ready' || name === 'resync') {
			position = place;
			const start = JSON.parse(data) as Record<string, unknown>;
			// Without the end of its token a stream is not renewed ahead: the server ends it, and it resumes.
			hand('authenticated', { userId: '', heartbeatInterval, expiresAt: '', ...start, ...(topics && { topics }) });
		} else if (data === '') {
			if (position !== undefined) position = place ?? position;
			hand('heartbeat', place === undefined ? {} : { offset: place.offset });
		} else {
			if (position !== undefined) position = place ?? position;
			socket.onmessage?.({ data });
		}
	};

	const open = async (): Promise<void> => {
		life?.abort();
		const current = new AbortController();
		life = current;
		const address = new URL(url, globalThis.location?.href);
		if (topics !== undefined) address.searchParams.set('topics', topics.join(','));
		const headers = new Headers({ authorization: `Bearer ${token}`, accept: 'text/event-stream' });
		if (position !== undefined) headers.set('last-event-id', `${position.epoch}:${position.offset}`);
		try {
			const request = new Request(address, { headers, cache: 'no-store', signal: current.signal });
			const response = await fetch(request);
			if (current !== life || closed) return void response.body?.cancel();
			const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') === true;
			if (response.status === 401) return end(closeCodes.UNAUTHENTICATED);
			if (!response.ok || !isStream || response.body === null) return end(1006, `status ${response.status}`);
			const reader = createStreamReader(receive);
			const text = response.body.pipeThrough(new TextDecoderStream()).getReader();
			for (;;) {
				const { done, value } = await text.read();
				if (current !== life || closed) return void text.cancel().catch(() => {});
				if (done) break;
				reader.read(value);
			}
			end(1006, 'the stream ended');
		} catch {
			if (current === life) end(1006, 'the stream broke off');
		}
	};

	const socket: RealtimeSocket = {
		onopen: null,
		onmessage: null,
		onclose: null,
		onerror: null,
		send(text) {
			const { type, payload } = JSON.parse(text) as { type: string; payload: unknown };
			if (type === 'authenticate') {
				const wanted = clientFrames.authenticate.parse(payload);
				({ token } = wanted);
				topics = wanted.topics ?? topics;
				position ??= wanted.resume;
				void open();
			} else if ((type === 'subscribe' || type === 'unsubscribe') && topics !== undefined) {
				const named = clientFrames[type].parse(payload).topics;
				topics =
					type === 'subscribe' ? [...new Set([...topics, ...named])] : topics.filter((one) => !named.includes(one));
				void open();
			}
		},
		close() {
			closed = true;
			life?.abort();
		},
	};
	queueMicrotask(() => {
		if (!closed) socket.onopen?.();
	});
	return socket;
};

/** `<epoch>:<offset>`; undefined for anything else. */
const readPosition = (id: string): StreamPosition | undefined => {
	const at = id.lastIndexOf(':');
	const offset = Number(id.slice(at + 1));
	return at < 1 || !Number.isSafeInteger(offset) ? undefined : { epoch: id.slice(0, at), offset };
};
