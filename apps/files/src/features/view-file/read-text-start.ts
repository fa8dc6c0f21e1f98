/** Bytes of a text that are fetched to be looked at. */
export const textShown = 256 * 1024;

interface Options {
	signal: AbortSignal;
	/** Bytes. Default 256 KiB. */
	maximum?: number;
	/** Default: the browser's. */
	fetch?: typeof globalThis.fetch;
}

/** The first part of a text by a file's signed address. A character that is cut at its end is left out. */
export const readTextStart = async (
	address: string,
	{ signal, maximum = textShown, fetch = globalThis.fetch }: Options,
): Promise<string> => {
	const response = await fetch(address, { signal, headers: { range: `bytes=0-${maximum - 1}` } });
	if (!response.ok) throw new Error(`The text was answered with ${response.status}.`);
	// Whoever knows no ranges sends all of it.
	const bytes = (await response.arrayBuffer()).slice(0, maximum);
	return new TextDecoder(encodingOf(new Uint8Array(bytes))).decode(bytes, { stream: true });
};

/** By the mark at its beginning; UTF-8 without one. */
const encodingOf = ([first, second]: Uint8Array): string => {
	if (first === 0xff && second === 0xfe) return 'utf-16le';
	return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
};
