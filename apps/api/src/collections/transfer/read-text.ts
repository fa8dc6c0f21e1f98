import { createReadStream } from 'node:fs';

/** Thrown for a file that cannot be read on; the message is for the person who sent it. */
export class UnreadableFileError extends Error {
	override readonly name = 'UnreadableFileError';
}

/** The text of a UTF-8 file, piece by piece. Throws `UnreadableFileError`. */
export const readText = async function* (path: string): AsyncGenerator<string> {
	const decoder = new TextDecoder('utf-8', { fatal: true });
	const decode = (bytes?: Uint8Array): string => {
		try {
			return bytes === undefined ? decoder.decode() : decoder.decode(bytes, { stream: true });
		} catch (error) {
			throw new UnreadableFileError('The file is not UTF-8 text.', { cause: error });
		}
	};
	for await (const bytes of createReadStream(path)) yield decode(bytes as Uint8Array);
	yield decode();
};
