import { defaultMaximumFrameSize } from '@flotilla/contracts';

/** One block of an event stream; a heartbeat has no data. */
export interface StreamEvent {
	/** `message` where the block has none. */
	name: string;
	/** Of this block alone; empty where it has none. */
	id: string;
	data: string;
}

/** Characters of a block: a frame and its envelope. */
const maximumBlock = 2 * defaultMaximumFrameSize;

/**
 * Reads an event stream (HTML, 9.2.6) piece by piece, wherever the pieces are cut. Unlike a browser's
 * it hands on blocks without data, if they have an id: a heartbeat carries how far the log has come.
 * Throws a `RangeError` on a block that is longer than a frame can be.
 */
export const createStreamReader = (onEvent: (event: StreamEvent) => void): { read(text: string): void } => {
	let rest = '';
	let name = '';
	let id = '';
	let data: string[] = [];
	let size = 0;
	let isFirst = true;

	const readLine = (line: string): void => {
		if (line === '') {
			if (data.length > 0 || id !== '') onEvent({ name: name || 'message', id, data: data.join('\n') });
			name = id = '';
			data = [];
			size = 0;
			return;
		}
		const colon = line.indexOf(':');
		const field = colon < 0 ? line : line.slice(0, colon);
		const value = colon < 0 ? '' : line.slice(line[colon + 1] === ' ' ? colon + 2 : colon + 1);
		size += line.length;
		if (field === 'event') name = value;
		else if (field === 'id') id = value;
		else if (field === 'data') data.push(value);
	};

	return {
		read(text) {
			rest += isFirst ? text.replace(/^\uFEFF/, '') : text;
			isFirst = false;
			for (;;) {
				const end = /\r\n|\n|\r(?!$)/.exec(rest);
				if (end === null) break;
				readLine(rest.slice(0, end.index));
				rest = rest.slice(end.index + end[0].length);
			}
			if (rest.length + size > maximumBlock) throw new RangeError('A block of the event stream is too long.');
		},
	};
};
