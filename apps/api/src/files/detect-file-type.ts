import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileTypeFromFile } from 'file-type';
import type { AllowedFileType } from './file-types.ts';
import { isAllowedFileType } from './file-types.ts';

/** The names of a Compound File's streams are UTF-16; every Word 97-2003 document has this one. */
const wordStreamName = Buffer.from('WordDocument', 'utf16le');

const isPlainText = async (path: string): Promise<boolean> => {
	const decoder = new TextDecoder('utf-8', { fatal: true });
	try {
		for await (const chunk of createReadStream(path)) {
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

const isWordDocument = async (path: string): Promise<boolean> => {
	return (await readFile(path)).includes(wordStreamName);
};

/** What the bytes at `path` are: an allowed type, another type's name, or undefined when unknown. */
export const detectFileType = async (path: string): Promise<AllowedFileType | (string & {}) | undefined> => {
	const detected = await fileTypeFromFile(path);
	if (detected === undefined) return (await isPlainText(path)) ? 'text/plain' : undefined;
	if (isAllowedFileType(detected.mime)) return detected.mime;
	if (detected.mime === 'application/x-cfb' && (await isWordDocument(path))) return 'application/msword';
	return detected.mime;
};
