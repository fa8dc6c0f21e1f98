import type { ImportRowError } from '@flotilla/contracts';
import { createHttpError } from '@flotilla/server';
import { readCsv } from '../../csv/read-csv.ts';
import { type ImportHeader, readHeader } from './read-header.ts';
import { readUser, type UserRowOfFile } from './read-user.ts';

/** Some rows of the file: those that are valid, and what is wrong with the others. */
export interface FileBatch {
	rows: UserRowOfFile[];
	errors: ImportRowError[];
	/** Rows with errors. */
	failed: number;
}

/**
 * Reads the whole file once: what cannot be read must not be half imported. Throws `HttpError`
 * CSV_INVALID or TOO_MANY_ROWS.
 */
export const checkShape = async (path: string, maximumRows: number): Promise<ImportHeader> => {
	let header: ImportHeader | undefined;
	let rows = 0;
	for await (const { cells } of readCsv(path)) {
		if (header === undefined) header = readHeader(cells);
		else rows += 1;
		if (rows > maximumRows) {
			throw createHttpError('TOO_MANY_ROWS', { message: `One import may have ${maximumRows} rows.` });
		}
	}
	return header ?? readHeader([]);
};

/** The rows after the header, at most `size` at a time. */
export async function* readBatches(path: string, header: ImportHeader, size: number): AsyncGenerator<FileBatch> {
	let batch: FileBatch = { rows: [], errors: [], failed: 0 };
	let isHeader = true;
	for await (const row of readCsv(path)) {
		if (isHeader) {
			isHeader = false;
			continue;
		}
		const read = readUser(row, header);
		if (Array.isArray(read)) {
			batch.errors.push(...read);
			batch.failed += 1;
		} else batch.rows.push(read);
		if (batch.rows.length + batch.failed < size) continue;
		yield batch;
		batch = { rows: [], errors: [], failed: 0 };
	}
	if (batch.rows.length + batch.failed > 0) yield batch;
}
