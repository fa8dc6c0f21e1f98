/** Counts the WebSocket frames of a server in the bytes of one connection, wherever they are cut. */
export const createFrameCounter = () => {
	/** Bytes of the frame under way that are still to come. */
	let rest = 0;
	let header: Buffer = Buffer.alloc(0);

	/** Returns how many frames end in `chunk`. */
	return (chunk: Buffer): number => {
		let frames = 0;
		let at = 0;
		while (at < chunk.length) {
			if (rest > 0) {
				const taken = Math.min(rest, chunk.length - at);
				rest -= taken;
				at += taken;
				if (rest === 0) frames += 1;
				continue;
			}
			const known: Buffer = header.length === 0 ? chunk.subarray(at) : Buffer.concat([header, chunk.subarray(at)]);
			const size = readSize(known);
			if (size === undefined) {
				header = Buffer.from(known);
				return frames;
			}
			at += size.header - header.length;
			header = Buffer.alloc(0);
			rest = size.payload;
			if (rest === 0) frames += 1;
		}
		return frames;
	};
};

/** Undefined while too little of the header is there. Frames of a server carry no mask. */
const readSize = (bytes: Buffer): { header: number; payload: number } | undefined => {
	const short = bytes[1];
	if (short === undefined) return undefined;
	if (short < 126) return { header: 2, payload: short };
	if (short === 126) return bytes.length < 4 ? undefined : { header: 4, payload: bytes.readUInt16BE(2) };
	return bytes.length < 10 ? undefined : { header: 10, payload: Number(bytes.readBigUInt64BE(2)) };
};
