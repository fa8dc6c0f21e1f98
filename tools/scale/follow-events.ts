import { setTimeout as delay } from 'node:timers/promises';
import type { RealtimeFrame, StreamPosition } from '@flotilla/contracts';
import { WebSocket } from 'ws';

export interface Follower {
	/** Offsets of the events that arrived, in the order of arrival. */
	offsets: number[];
	/** What the server said when it could not resume. Has to stay empty. */
	gaps: StreamPosition[];
	/** How often it had to connect again. */
	reconnects: number;
	/** Resolves once the event of this offset, or a later one, has arrived. */
	reached(offset: number): Promise<void>;
	stop(): void;
}

/** A client that follows all events over `/ws` and resumes wherever the balancer sends it. */
export const followEvents = async (url: string, token: string): Promise<Follower> => {
	let position: StreamPosition | undefined;
	let stopped = false;
	let socket: WebSocket;
	const ready = Promise.withResolvers<void>();
	const follower: Follower = {
		offsets: [],
		gaps: [],
		reconnects: 0,
		async reached(offset) {
			const deadline = Date.now() + 20_000;
			while ((position?.offset ?? -1) < offset) {
				if (Date.now() > deadline)
					throw new Error(`The event ${offset} did not arrive; the last was ${position?.offset}.`);
				await delay(20);
			}
		},
		stop() {
			stopped = true;
			socket.terminate();
		},
	};
	const open = () => {
		socket = new WebSocket(`${url.replace('http', 'ws')}/ws`);
		const send = (type: string, payload: unknown) =>
			socket.send(JSON.stringify({ type, payload, timestamp: new Date().toISOString(), id: crypto.randomUUID() }));
		socket.on('open', () => send('authenticate', position === undefined ? { token } : { token, resume: position }));
		socket.on('message', (data) => {
			const frame = JSON.parse(String(data)) as RealtimeFrame;
			if (frame.type === 'heartbeat') return send('heartbeat-ack', {});
			if (frame.type === 'authenticated') {
				const { epoch, offset, resumed } = frame.payload as StreamPosition & { resumed: boolean };
				if (position !== undefined && !resumed) follower.gaps.push({ epoch, offset });
				position ??= { epoch, offset };
				ready.resolve();
			}
			if (frame.offset === undefined || position === undefined) return;
			follower.offsets.push(frame.offset);
			position = { ...position, offset: frame.offset };
		});
		socket.on('error', () => undefined);
		socket.on('close', () => {
			if (stopped) return;
			follower.reconnects += 1;
			setTimeout(open, 50);
		});
	};
	open();
	await ready.promise;
	return follower;
};
