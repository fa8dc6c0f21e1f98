import type { FakeSocket } from './fake-realtime-server.ts';

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

	const body = new ReadableStream<Uint8Array>({
		start(stream) {
			const write = (block: string): void => stream.enqueue(encoder.encode(`${block}\n\n`));
			socket.onopen = () => {
				const resume = offset === undefined ? {} : { resume: { epoch, offset: Number(offset) } };
				const named = topics === null ? {} : { topics: topics.split(',').filter((topic) => topic !== '') };
				const payload = { token, ...resume, ...named };
				const frame = { type: 'authenticate', payload, timestamp: new Date().toISOString(), id: crypto.randomUUID() };
				socket.send(JSON.stringify(frame));
			};
			socket.onmessage = ({ data }) => {
				const frame = JSON.parse(String(data)) as { type: string; payload: Record<string, unknown>; offset?: number };
				if (frame.type === 'authenticated') {
					currentEpoch = String(frame.payload.epoch);
					const { topics: _, ...ready } = frame.payload;
					const isGap = offset !== undefined && ready.resumed !== true;
					write(
						`event: ${isGap ? 'resync' : 'ready'}\nid: ${currentEpoch}:${ready.offset}\ndata: ${JSON.stringify(ready)}`,
					);
					answered.resolve(new Response(body, { headers: { 'content-type': 'text/event-stream' } }));
				} else if (frame.type === 'heartbeat') {
					const place = frame.payload.offset;
					write(place === undefined ? ': heartbeat' : `: heartbeat\nid: ${currentEpoch}:${place}`);
				} else {
					const id = frame.offset === undefined ? '' : `id: ${currentEpoch}:${frame.offset}\n`;
					write(`event: ${frame.type}\n${id}data: ${String(data)}`);
				}
			};
			socket.onclose = ({ code }) => {
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
		cancel: () => socket.close(1000),
	});
	request.signal.addEventListener('abort', () => {
		socket.close(1000);
		answered.reject(request.signal.reason);
	});
	return answered.promise;
};
