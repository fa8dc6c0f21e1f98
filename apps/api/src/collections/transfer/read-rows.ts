import { pipeline, Readable } from 'node:stream';
import { createRecordBody, type ExportFormat, type FieldErrors, type RecordData } from '@flotilla/contracts';
import { toFieldErrors } from '@flotilla/server';
import { parse } from 'csv-parse';
import type { Collection } from '../collection.ts';
import { propertiesOf, typesOf } from '../field-kind.ts';
import { type CsvCell, readCell } from './csv-cell.ts';
import { readText, UnreadableFileError } from './read-text.ts';
import { splitArray, splitLines } from './split-json.ts';

/** A row of a file: a record that may be stored if its collection agrees, or what is wrong with it. */
export type ImportRow = { id?: string | undefined; data: RecordData } | { errors: FieldErrors };

export interface ReadRowsOptions {
	path: string;
	format: ExportFormat;
	collection: Pick<Collection, 'schema'>;
	/** Characters of one row. */
	maximumLength: number;
}

const isObject = (value: unknown): value is RecordData =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** `id` and `data` of what an export writes; the rest of a record is given anew. */
const toRow = ({ id, data }: { id: unknown; data: unknown }): ImportRow => {
	if (!isObject(data)) return { errors: { data: ['This needs an object.'] } };
	// The data itself is left alone: the parser would drop names that are to be refused.
	const parsed = createRecordBody.safeParse({ ...(id === undefined ? {} : { id }), data: {} });
	return parsed.success ? { id: parsed.data.id, data } : { errors: toFieldErrors(parsed.error.issues) };
};

const readJsonRow = (text: string): ImportRow => {
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch {
		return { errors: { _: ['This is not JSON.'] } };
	}
	if (!isObject(value)) return { errors: { _: ['A row is an object with "data", and "id" if it has one.'] } };
	return toRow({ id: value.id, data: value.data });
};

const readJsonRows = async function* (texts: AsyncIterable<string>): AsyncGenerator<ImportRow> {
	for await (const text of texts) yield readJsonRow(text);
};

const openCsv = (path: string, maximumLength: number): AsyncIterable<CsvCell[]> => {
	const parser = parse({
		bom: true,
		relaxColumnCount: true,
		skipEmptyLines: true,
		maxRecordSize: maximumLength,
		cast: (text, { quoting }): CsvCell => ({ text, quoted: quoting }),
	});
	// What goes wrong is thrown where the rows are read.
	pipeline(Readable.from(readText(path)), parser, () => undefined);
	return parser;
};

/** The record's own columns begin with `_`, which no field can. Throws `UnreadableFileError`. */
const readHeader = (cells: readonly CsvCell[], fields: Readonly<Record<string, unknown>>) => {
	const names = cells.map(({ text }) => text.trim());
	const unknown = names.filter((name) => !name.startsWith('_') && !Object.hasOwn(fields, name));
	if (unknown.length > 0)
		throw new UnreadableFileError(`The collection has no field "${unknown.slice(0, 5).join('", "').slice(0, 200)}".`);
	if (new Set(names).size < names.length) throw new UnreadableFileError('A column is there twice.');
	return names.map((name) => ({ name, types: typesOf(fields[name]) }));
};

const readCsvRows = async function* ({ path, collection, maximumLength }: ReadRowsOptions): AsyncGenerator<ImportRow> {
	let columns: ReturnType<typeof readHeader> | undefined;
	try {
		for await (const cells of openCsv(path, maximumLength)) {
			if (columns === undefined) {
				columns = readHeader(cells, propertiesOf(collection.schema));
				continue;
			}
			// A line of nothing, as editors leave one at the end.
			if (cells.every(({ text, quoted }) => !quoted && text.trim() === '')) continue;
			if (cells.length > columns.length) {
				yield { errors: { _: ['This row has more cells than there are columns.'] } };
				continue;
			}
			const data = new Map<string, unknown>();
			let id: string | undefined;
			for (const [index, cell] of cells.entries()) {
				const column = columns[index];
				if (column?.name === '_id') id = cell.text === '' ? undefined : cell.text;
				const value = column === undefined || column.name.startsWith('_') ? undefined : readCell(cell, column.types);
				if (column !== undefined && value !== undefined) data.set(column.name, value);
			}
			yield toRow({ id, data: Object.fromEntries(data) });
		}
	} catch (error) {
		if (!(error instanceof Error && 'code' in error && String(error.code).startsWith('CSV_'))) throw error;
		throw new UnreadableFileError('A row of the CSV file cannot be read, or is too long.', { cause: error });
	}
	if (columns === undefined) throw new UnreadableFileError('The CSV file has no header.');
};

/** The rows of a file, one in memory at a time. Throws `UnreadableFileError` for a file that cannot be read on. */
export const readRows = (options: ReadRowsOptions): AsyncGenerator<ImportRow> => {
	const { path, format, maximumLength } = options;
	switch (format) {
		case 'csv':
			return readCsvRows(options);
		case 'ndjson':
			return readJsonRows(splitLines(readText(path), maximumLength));
		case 'json':
			return readJsonRows(splitArray(readText(path), maximumLength));
	}
};
