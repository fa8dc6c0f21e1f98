import { isUtf8 } from 'node:buffer';
import { Readable } from 'node:stream';
import { fileTypeFromBuffer, fileTypeFromStream } from 'file-type';
import { type ByteSource, readHead } from './byte-source.ts';

/** The names of a Compound File's streams are UTF-16; every Word 97-2003 document has this one. */
const wordStreamName = Buffer.from('WordDocument', 'utf16le');

/** Bytes at the end that begin a character whose rest is still to come: 0 to 3. */
const countOpenEnd = (bytes: Buffer): number => {
	for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
		const byte = bytes[bytes.length - back] ?? 0;
		if ((byte & 0xc0) === 0x80) continue;
		const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
		return length > back ? back : 0;
	}
	return 0;
};

const isPlainText = async (source: ByteSource): Promise<boolean> => {
	let open: Buffer = Buffer.alloc(0);
	for await (const chunk of await source.open()) {
		const bytes = open.length === 0 ? (chunk as Buffer) : Buffer.concat([open, chunk as Buffer]);
		const end = bytes.length - countOpenEnd(bytes);
		if (bytes.includes(0) || !isUtf8(bytes.subarray(0, end))) return false;
		open = Buffer.from(bytes.subarray(end));
	}
	return open.length === 0;
};

const isWordDocument = async (source: ByteSource): Promise<boolean> => {
	let end = Buffer.alloc(0);
	for await (const chunk of await source.open()) {
		const seen = Buffer.concat([end, chunk as Buffer]);
		if (seen.includes(wordStreamName)) return true;
		// The name may lie across two chunks.
		end = seen.subarray(-wordStreamName.length);
	}
	return false;
};

/** Bytes that tell the type of nearly everything. */
const headSize = 64 * 1024;

const readSignature = async (source: ByteSource): Promise<string | undefined> => {
	const stream = await source.open();
	try {
		// A stream that ends too early for its type is not recognised, where its first bytes alone are.
		const found =
			(await fileTypeFromStream(Readable.toWeb(stream) as ReadableStream<Uint8Array>)) ??
			(await fileTypeFromBuffer(await readHead(source, headSize)));
		return found?.mime.split(';')[0];
	} finally {
		stream.destroy();
	}
};

/** What the bytes are: a MIME type without parameters, or undefined when unknown. Any text in UTF-8 is `text/plain`. */
export const detectFileType = async (source: ByteSource): Promise<string | undefined> => {
	const detected = await readSignature(source);
	if (detected === undefined) return (await isPlainText(source)) ? 'text/plain' : undefined;
	return detected === 'application/x-cfb' && (await isWordDocument(source)) ? 'application/msword' : detected;
};
