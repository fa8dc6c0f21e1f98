import { clientFrames, type ErrorCode, realtimeFrame } from '@flotilla/contracts';
import type { RawData } from 'ws';
import * as z from 'zod/mini';

export type ClientFrame = {
	[T in keyof typeof clientFrames]: { type: T; payload: z.output<(typeof clientFrames)[T]> };
}[keyof typeof clientFrames];

export type ReadFrame = { frame: ClientFrame } | { problem: ErrorCode; message: string };

const isClientFrameType = (type: string): type is keyof typeof clientFrames => Object.hasOwn(clientFrames, type);

/** What a client sent, or what is wrong with it. Never throws. */
export const readFrame = (data: RawData, isBinary: boolean): ReadFrame => {
	if (isBinary) return { problem: 'BAD_REQUEST', message: 'Frames are JSON text.' };
	let json: unknown;
	try {
		json = JSON.parse(data.toString());
	} catch {
		return { problem: 'MALFORMED_JSON', message: 'The frame is not valid JSON.' };
	}
	const envelope = z.safeParse(realtimeFrame, json);
	if (!envelope.success) return { problem: 'VALIDATION_FAILED', message: 'The frame does not have the shape of one.' };
	const { type } = envelope.data;
	if (!isClientFrameType(type)) return { problem: 'BAD_REQUEST', message: 'A frame of this type is not known.' };
	const payload = z.safeParse(clientFrames[type], envelope.data.payload);
	if (!payload.success) return { problem: 'VALIDATION_FAILED', message: `The payload of ${type} is not valid.` };
	// The type and the schema that checked the payload come from the same row.
	return { frame: { type, payload: payload.data } as ClientFrame };
};
