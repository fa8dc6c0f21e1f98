import { clientFrames, type ErrorCode, realtimeFrame } from '@flotilla/contracts';

type Payloads = { [T in keyof typeof clientFrames]: ReturnType<(typeof clientFrames)[T]['parse']> };
export type ClientFrame = { [T in keyof Payloads]: { type: T; payload: Payloads[T] } }[keyof Payloads];

/** What each type of frame does. */
export type ClientFrameHandlers = { [T in keyof Payloads]: (payload: Payloads[T]) => void };

export interface ReadClientFrame {
	/** As it came, when it has the shape of a frame. */
	received?: { type: string; payload: unknown };
	/** When it is one of the protocol's. */
	frame?: ClientFrame;
	problem?: ErrorCode;
}

/** What a client sent, or what is wrong with it, in the words of the real server. */
export const readClientFrame = (data: string): ReadClientFrame => {
	let json: unknown;
	try {
		json = JSON.parse(data);
	} catch {
		return { problem: 'MALFORMED_JSON' };
	}
	const envelope = realtimeFrame.safeParse(json);
	if (!envelope.success) return { problem: 'VALIDATION_FAILED' };
	const { type, payload } = envelope.data;
	const received = { type, payload };
	if (!Object.hasOwn(clientFrames, type)) return { received, problem: 'BAD_REQUEST' };
	const parsed = clientFrames[type as keyof typeof clientFrames].safeParse(payload);
	if (!parsed.success) return { received, problem: 'VALIDATION_FAILED' };
	// The type and the schema that checked the payload come from the same row.
	return { received, frame: { type, payload: parsed.data } as ClientFrame };
};
