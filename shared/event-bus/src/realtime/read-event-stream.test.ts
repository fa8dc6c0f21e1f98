import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createStreamReader, type StreamEvent } from './read-event-stream.ts';

const readAll = (pieces: readonly string[]): StreamEvent[] => {
	const events: StreamEvent[] = [];
	const reader = createStreamReader((event) => events.push(event));
	for (const piece of pieces) reader.read(piece);
	return events;
};

it.each([
	['an event with everything', 'event: ready\nid: 1:2\ndata: {}\n\n', [{ name: 'ready', id: '1:2', data: '{}' }]],
	['lines of data', 'data: a\ndata:b\n\n', [{ name: 'message', id: '', data: 'a\nb' }]],
	['one space alone is left out', 'data:  a\n\n', [{ name: 'message', id: '', data: ' a' }]],
	['a heartbeat has no data', ': heartbeat\nid: 1:7\n\n', [{ name: 'message', id: '1:7', data: '' }]],
	['comments and retry are nobody’s event', ': connected\nretry: 2000\n\n', []],
	[
		'any line ending',
		'data: a\r\n\r\ndata: b\r\rdata: c\n\n',
		['a', 'b', 'c'].map((data) => ({ name: 'message', id: '', data })),
	],
	['a byte order mark', '\uFEFFdata: a\n\n', [{ name: 'message', id: '', data: 'a' }]],
	['what is not ended has not happened', 'data: a\n', []],
])('%s', (_what, text, expected) => {
	expect(readAll([text])).toEqual(expected);
});

it('reads the same wherever the pieces are cut', () => {
	const block = fc.record({
		name: fc.constantFrom('', 'users:updated'),
		id: fc.constantFrom('', '1:5'),
		data: fc.string(),
	});
	fc.assert(
		fc.property(fc.array(block), fc.constantFrom('\n', '\r\n'), fc.array(fc.nat(400)), (blocks, end, cuts) => {
			const text = blocks
				.map(({ name, id, data }) =>
					[`event: ${name}`, `id: ${id}`, `data: ${data.replace(/[\r\n]/g, '')}`, '', ''].join(end),
				)
				.join('');
			const places = [0, ...cuts.map((cut) => cut % (text.length + 1)).sort((a, b) => a - b), text.length];
			const pieces = places.slice(1).map((place, index) => text.slice(places[index], place));
			expect(readAll(pieces)).toEqual(readAll([text]));
			expect(readAll([text])).toHaveLength(blocks.length);
		}),
	);
});

it('gives up a block that is longer than a frame can be', () => {
	const reader = createStreamReader(() => {});
	expect(() => {
		for (let index = 0; index < 300; index += 1) reader.read('x'.repeat(1000));
	}).toThrow(RangeError);
});
