const finalText = 0x81;

/**
 * A whole text message as a server sends it: final, not masked, not compressed (RFC 6455, 5.2).
 * Made once it goes to any number of sockets, where `ws` would make a header for each.
 */
export const toTextFrame = (text: string): Buffer => {
	const length = Buffer.byteLength(text);
	const headerLength = length < 126 ? 2 : length < 65_536 ? 4 : 10;
	const frame = Buffer.allocUnsafe(headerLength + length);
	frame[0] = finalText;
	if (headerLength === 2) {
		frame[1] = length;
	} else if (headerLength === 4) {
		frame[1] = 126;
		frame.writeUInt16BE(length, 2);
	} else {
		frame[1] = 127;
		frame.writeBigUInt64BE(BigInt(length), 2);
	}
	frame.write(text, headerLength);
	return frame;
};
