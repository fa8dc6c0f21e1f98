import { type RealtimeFrame, realtimeFrame, serverFrames } from '@flotilla/contracts';
import type { ConformanceTarget } from './conformance-target.ts';

/** A page's side of `/ws`, frame by frame. */
export interface FollowedSocket {
	send(type: string, payload: unknown): void;
	sendRaw(data: string): void;
	/** The next frame of this type; those before it are dropped. Fails when the socket closes first. */
	next(type: string): Promise<RealtimeFrame>;
	/** Resolves with the code. */
	closed: Promise<number>;
	close(): void;
}

export const followSocket = async (target: ConformanceTarget): Promise<FollowedSocket> => {
	const socket = target.openSocket();
	const frames: RealtimeFrame[] = [];
	const closing = Promise.withResolvers<number>();
	let wake = Promise.withResolvers<void>();
	let isClosed = false;
	const opened = new Promise<void>((resolve) => {
		socket.onopen = () => resolve();
	});
	socket.onmessage = ({ data }: { data: unknown }) => {
		const frame = realtimeFrame.parse(JSON.parse(String(data)));
		// What the protocol knows has the shape that the protocol gives it.
		if (Object.hasOwn(serverFrames, frame.type)) {
			serverFrames[frame.type as keyof typeof serverFrames].parse(frame.payload);
		}
		frames.push(frame);
		wake.resolve();
	};
	socket.onclose = ({ code }: { code: number }) => {
		isClosed = true;
		closing.resolve(code);
		wake.resolve();
	};
	await opened;
	return {
		send: (type, payload) =>
			socket.send(JSON.stringify({ type, payload, timestamp: new Date().toISOString(), id: crypto.randomUUID() })),
		sendRaw: (data) => socket.send(data),
		async next(type) {
			for (;;) {
				for (let frame = frames.shift(); frame !== undefined; frame = frames.shift())
					if (frame.type === type) return frame;
				if (isClosed) throw new Error(`The socket closed before ${type} came.`);
				wake = Promise.withResolvers();
				await wake.promise;
			}
		},
		closed: closing.promise,
		close: () => socket.close(),
	};
};

/** The same, accepted and following these topics; everything without them. */
export const followEvents = async (
	target: ConformanceTarget,
	token: string,
	topics?: readonly string[],
): Promise<FollowedSocket> => {
	const socket = await followSocket(target);
	socket.send('authenticate', { token, topics });
	await socket.next('authenticated');
	return socket;
};
