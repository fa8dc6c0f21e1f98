import type { FakeSocket } from './fake-socket.ts';

const encoder = new TextEncoder();

/**
 * The fake server's side of `GET /events`: a connection of its own, told as an event stream. What
 * it says to the server is the token, the place and the topics of the request.
 */
export const answerEventStream = (request: Request, createSocket: () => FakeSocket): Promise<Response> => {
	const address = new URL(request.url);
	const token = request.headers.get('authorization')?.replace(/^Bearer /, '') ?? '';
	const last = request.headers.get('last-event-id') ?? '';
	const topics = address.searchParams.get('topics');
	const [, epoch = '', offset] = /^(.+):(\d+)$/.exec(last) ?? [];
	const answered = Promise.withResolvers<Response>();
	const socket = createSocket();
	let currentEpoch = '';
	let offsetNow = 0;
	let beats: ReturnType<typeof setInterval> | undefined;
	const say = (type: string, payload: unknown): void =>
		socket.send(JSON.stringify({ type, payload, timestamp: new Date().toISOString(), id: crypto.randomUUID() }));
	const leave = (): void => {
		clearInterval(beats);
		socket.close(1000);
	};

	const body = new ReadableStream<Uint8Array>({
		start(stream) {
			const write = (block: string): void => stream.enqueue(encoder.encode(`${block}\n\n`));
			socket.onopen = () => {
				const resume = offset === undefined ? {} : { resume: { epoch, offset: Number(offset) } };
				const named = topics === null ? {} : { topics: topics.split(',').filter((topic) => topic !== '') };
				say('authenticate', { token, ...resume, ...named });
			};
			socket.onmessage = ({ data }) => {
				const frame = JSON.parse(String(data)) as { type: string; payload: Record<string, unknown>; offset?: number };
				if (frame.type === 'authenticated') {
					currentEpoch = String(frame.payload.epoch);
					const { topics: _, ...ready } = frame.payload;
					offsetNow = Number(ready.offset);
					// A stream cannot be asked: the server beats by itself. The answer tells whether it is alive.
					beats = setInterval(() => say('heartbeat', {}), Number(ready.heartbeatInterval));
					const isGap = offset !== undefined && ready.resumed !== true;
					write(
						`event: ${isGap ? 'resync' : 'ready'}\nid: ${currentEpoch}:${ready.offset}\ndata: ${JSON.stringify(ready)}`,
					);
					answered.resolve(new Response(body, { headers: { 'content-type': 'text/event-stream' } }));
				} else if (frame.type === 'heartbeat' || frame.type === 'heartbeat-ack') {
					offsetNow = Number(frame.payload.offset ?? offsetNow);
					write(`: heartbeat\nid: ${currentEpoch}:${offsetNow}`);
				} else {
					offsetNow = frame.offset ?? offsetNow;
					const id = frame.offset === undefined ? '' : `id: ${currentEpoch}:${frame.offset}\n`;
					write(`event: ${frame.type}\n${id}data: ${String(data)}`);
				}
			};
			socket.onclose = ({ code }) => {
				clearInterval(beats);
				if (code === 4401) answered.resolve(new Response('{}', { status: 401 }));
				answered.reject(new TypeError('Failed to fetch'));
				try {
					if (code === 4403) write('event: unauthenticated\ndata: {"code":"SESSION_REVOKED"}');
					if (code === 1006) stream.error(new TypeError('network error'));
					else stream.close();
				} catch {
					// The reader left first.
				}
			};
		},
		cancel: leave,
	});
	request.signal.addEventListener('abort', () => {
		leave();
		answered.reject(request.signal.reason);
	});
	return answered.promise;
};
