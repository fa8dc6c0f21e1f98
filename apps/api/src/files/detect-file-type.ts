import { Readable } from 'node:stream';
import { fileTypeFromBuffer, fileTypeFromStream } from 'file-type';
import { type ByteSource, readHead } from './byte-source.ts';

/** The names of a Compound File's streams are UTF-16; every Word 97-2003 document has this one. */
const wordStreamName = Buffer.from('WordDocument', 'utf16le');

const isPlainText = async (source: ByteSource): Promise<boolean> => {
	const decoder = new TextDecoder('utf-8', { fatal: true });
	try {
		for await (const chunk of await source.open()) {
			if ((chunk as Buffer).includes(0)) return false;
			decoder.decode(chunk as Buffer, { stream: true });
		}
		decoder.decode();
		return true;
	} catch (error) {
		if (error instanceof TypeError) return false;
		throw error;
	}
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
