import { expect, test } from 'vitest';
import { createFrameCounter } from './frame-counter.ts';

const frame = (length: number): Buffer => {
	const payload = Buffer.alloc(length, 'x');
	if (length < 126) return Buffer.concat([Buffer.from([0x81, length]), payload]);
	if (length < 65_536) {
		return Buffer.concat([Buffer.from([0x81, 126, length >> 8, length & 255]), payload]);
	}
	const header = Buffer.alloc(10);
	header[0] = 0x81;
	header[1] = 127;
	header.writeBigUInt64BE(BigInt(length), 2);
	return Buffer.concat([header, payload]);
};

test('frames are counted once each, wherever the network cuts them', () => {
	const bytes = Buffer.concat([0, 1, 125, 126, 500, 0, 65_535, 65_536, 3].map(frame));
	for (const step of [1, 2, 3, 7, 1000, bytes.length]) {
		const count = createFrameCounter();
		let frames = 0;
		for (let at = 0; at < bytes.length; at += step) frames += count(bytes.subarray(at, at + step));
		expect(frames).toBe(9);
	}
});
