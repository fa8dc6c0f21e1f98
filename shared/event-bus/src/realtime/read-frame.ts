import {
	defaultMaximumFrameSize,
	ephemeralEvents,
	type RealtimeFrame,
	realtimeFrame,
	serverEvents,
	serverFrames,
} from '@flotilla/contracts';

type SystemFrameName = keyof typeof serverFrames;
type SystemPayload<N extends SystemFrameName> = (typeof serverFrames)[N]['_zod']['output'];
export type Authenticated = SystemPayload<'authenticated'>;

export type BadFrameReason = 'not-text' | 'too-large' | 'not-json' | 'not-a-frame' | 'invalid-payload';

export type IncomingFrame =
	| { kind: 'event'; frame: RealtimeFrame }
	| {
			[N in SystemFrameName]: { kind: 'system'; type: N; payload: SystemPayload<N>; timestamp: string };
	  }[SystemFrameName]
	/** Well-formed, of a type this version does not know: a newer server. */
	| { kind: 'unknown'; frame: RealtimeFrame }
	| { kind: 'bad'; reason: BadFrameReason };

/** Whether a server may raise it. */
export const isServerEvent = (name: string): boolean =>
	Object.hasOwn(serverEvents, name) || Object.hasOwn(ephemeralEvents, name);

/**
 * Reads what came over the socket. The payload of an event is left to the bus, which checks it.
 * Only events that servers raise count as events: a server cannot pretend that a person signed out.
 */
export const readFrame = (data: unknown, maximumSize: number = defaultMaximumFrameSize): IncomingFrame => {
	if (typeof data !== 'string') return { kind: 'bad', reason: 'not-text' };
	if (data.length > maximumSize) return { kind: 'bad', reason: 'too-large' };
	let json: unknown;
	try {
		json = JSON.parse(data);
	} catch {
		return { kind: 'bad', reason: 'not-json' };
	}
	const parsed = realtimeFrame.safeParse(json);
	if (!parsed.success) return { kind: 'bad', reason: 'not-a-frame' };
	const frame = parsed.data;
	if (isServerEvent(frame.type)) return { kind: 'event', frame };
	if (!Object.hasOwn(serverFrames, frame.type)) return { kind: 'unknown', frame };
	const type = frame.type as SystemFrameName;
	const payload = serverFrames[type].safeParse(frame.payload);
	if (!payload.success) return { kind: 'bad', reason: 'invalid-payload' };
	return { kind: 'system', type, payload: payload.data, timestamp: frame.timestamp } as IncomingFrame;
};
