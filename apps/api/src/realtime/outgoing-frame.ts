import type { RealtimeFrame } from '@flotilla/contracts';
import { toStreamBlock } from './stream-block.ts';
import { toTextFrame } from './text-frame.ts';

/** What is sent to many, written down once: for sockets and for streams, each when the first one needs it. */
export interface OutgoingFrame {
	readonly socketBytes: Buffer;
	readonly streamBytes: Buffer;
}

export const createOutgoingFrame = (frame: RealtimeFrame): OutgoingFrame => {
	const json = JSON.stringify(frame);
	let socketBytes: Buffer | undefined;
	let streamBytes: Buffer | undefined;
	return {
		get socketBytes() {
			socketBytes ??= toTextFrame(json);
			return socketBytes;
		},
		get streamBytes() {
			// Only what is in the log can be resumed from.
			const id = frame.offset === undefined ? undefined : frame.id;
			streamBytes ??= toStreamBlock({ event: frame.type, id, data: json });
			return streamBytes;
		},
	};
};
