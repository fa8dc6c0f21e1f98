import { UnreadableFileError } from './read-text.ts';

/** The texts of the lines that are not empty. Throws `UnreadableFileError` for one longer than `maximumLength`. */
export const splitLines = async function* (
	pieces: AsyncIterable<string>,
	maximumLength: number,
): AsyncGenerator<string> {
	let rest = '';
	for await (const piece of pieces) {
		const lines = `${rest}${piece}`.split('\n');
		rest = lines.pop() ?? '';
		for (const line of lines) if (line.trim() !== '') yield line;
		if (rest.length > maximumLength) throw new UnreadableFileError('A line is too long.');
	}
	if (rest.trim() !== '') yield rest;
};

type Place = 'before' | 'inside' | 'after';

/**
 * The texts of the elements of one JSON array, without reading all of it: whether each is JSON is left to the
 * caller. Throws `UnreadableFileError` for what is no array and for an element longer than `maximumLength`.
 */
export const splitArray = async function* (
	pieces: AsyncIterable<string>,
	maximumLength: number,
): AsyncGenerator<string> {
	let place = 'before' as Place;
	let element = '';
	let depth = 0;
	let inText = false;
	let isEscaped = false;
	let yielded = 0;
	for await (const piece of pieces) {
		let start = 0;
		for (let index = 0; index < piece.length; index += 1) {
			const character = piece.charAt(index);
			if (place !== 'inside') {
				if (/\s/.test(character)) continue;
				if (place === 'after' || character !== '[') throw new UnreadableFileError('The file is not one JSON array.');
				place = 'inside';
				start = index + 1;
			} else if (inText) {
				if (isEscaped) isEscaped = false;
				else if (character === '\\') isEscaped = true;
				else if (character === '"') inText = false;
			} else if (character === '"') inText = true;
			else if (character === '{' || character === '[') depth += 1;
			else if (depth > 0 && (character === '}' || character === ']')) depth -= 1;
			else if (depth === 0 && (character === ',' || character === ']')) {
				element += piece.slice(start, index);
				// Only an empty array has an element that is nothing.
				if (character === ',' || yielded > 0 || element.trim() !== '') {
					yield element;
					yielded += 1;
				}
				element = '';
				start = index + 1;
				if (character === ']') place = 'after';
			}
		}
		if (place === 'inside') element += piece.slice(start);
		if (element.length > maximumLength) throw new UnreadableFileError('An element is too long.');
	}
	if (place !== 'after') throw new UnreadableFileError('The JSON array does not end.');
};
