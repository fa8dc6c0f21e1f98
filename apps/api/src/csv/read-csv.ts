import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { createHttpError } from '@flotilla/server';
import { CsvError, parse } from 'csv-parse';

export interface CsvRow {
	/** As in a spreadsheet: the header is 1. */
	row: number;
	cells: string[];
}

/** In any mixture: people join files. */
const lineEnds = ['\r\n', '\n', '\r'];

/** Bytes of one line; a quote that does not end would otherwise take the whole file into memory. */
const maximumRecordSize = 64 * 1024;

const invalid = (message: string, cause?: unknown) => createHttpError('CSV_INVALID', { message, cause });

async function* decode(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
	// Takes a byte order mark away.
	const decoder = new TextDecoder('utf-8', { fatal: true });
	const read = (chunk?: Uint8Array): string => {
		try {
			return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true });
		} catch (error) {
			throw invalid('The file is not UTF-8 text.', error);
		}
	};
	const check = (text: string): string => {
		if (text.includes('\0')) throw invalid('The file has NUL characters: it is not UTF-8 text.');
		return text;
	};
	for await (const chunk of bytes) yield check(read(chunk));
	yield check(read());
}

const describe = (error: CsvError): string => {
	const line = typeof error.lines === 'number' ? ` on line ${error.lines}` : '';
	switch (error.code) {
		case 'CSV_QUOTE_NOT_CLOSED':
			return `A quote${line} does not end.`;
		case 'CSV_MAX_RECORD_SIZE':
			return `A row${line} is longer than ${maximumRecordSize} bytes.`;
		default:
			return `A quote${line} stands where none may be.`;
	}
};

/**
 * The rows of a file of RFC 4180 in UTF-8, one at a time; a row without any text is left out.
 * Throws `HttpError` CSV_INVALID with the reason.
 */
export async function* readCsv(path: string): AsyncGenerator<CsvRow> {
	const source = Readable.from(decode(createReadStream(path)));
	const parser = parse({ relax_column_count: true, record_delimiter: lineEnds, max_record_size: maximumRecordSize });
	source.on('error', (error) => parser.destroy(error));
	source.pipe(parser);
	let row = 0;
	try {
		for await (const cells of parser as AsyncIterable<string[]>) {
			row += 1;
			if (cells.some((cell) => cell.trim() !== '')) yield { row, cells };
		}
	} catch (error) {
		throw error instanceof CsvError ? invalid(describe(error), error) : error;
	} finally {
		source.destroy();
	}
}
