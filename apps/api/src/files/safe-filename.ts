const maximumBytes = 200;
const fallbackName = 'file';

/** Characters that mean something to a file system, a header or the eye (control, bidirectional, zero width). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it removes
const unsafe = /[<>:"/\\|?*\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;
/** Names Windows keeps for devices, with any extension. */
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

const cutToBytes = (text: string, limit: number): string => {
	let cut = text;
	while (Buffer.byteLength(cut) > limit) cut = [...cut].slice(0, -1).join('');
	return cut;
};

/**
 * A name that is one path segment everywhere: no folders, no hidden or reserved names, at most
 * 200 bytes of UTF-8 with its extension kept. `file` when nothing is left.
 */
export const toSafeFilename = (original: string): string => {
	const lastSegment = original.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
	const cleaned = lastSegment
		.replace(unsafe, '_')
		.replace(/^[\s.]+|[\s.]+$/g, '')
		.toWellFormed();
	if (cleaned === '') return fallbackName;
	const named = reserved.test(cleaned) ? `_${cleaned}` : cleaned;
	const extension = /\.[^.]{1,20}$/.exec(named)?.[0] ?? '';
	const stem = named.slice(0, named.length - extension.length);
	return `${cutToBytes(stem, maximumBytes - Buffer.byteLength(extension))}${extension}`;
};
