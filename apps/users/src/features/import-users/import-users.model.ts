import { type ImportRowError, type ImportUsersResult, importColumns } from '@flotilla/contracts';
import { type CsvRow, parseCsv, toCsv } from './csv.ts';

/** Bytes of the file that are read for a look at its first rows. */
const previewSize = 64 * 1024;
/** Rows that are shown before anything is imported, beside the header. */
const previewRows = 5;

export interface FilePreview {
	columns: readonly string[];
	rows: readonly CsvRow[];
}

/** The first rows of a file as they are in it. */
export const previewFile = async (file: Blob): Promise<FilePreview> => {
	const [header, ...rows] = parseCsv(await file.slice(0, previewSize).text(), previewRows + 1);
	return { columns: header?.cells ?? [], rows };
};

export type RowCode = ImportRowError['code'];

/** How many errors there are of each kind, the most frequent first. */
export const countByCode = (errors: readonly ImportRowError[]): readonly { code: RowCode; count: number }[] => {
	const counts = new Map<RowCode, number>();
	for (const { code } of errors) counts.set(code, (counts.get(code) ?? 0) + 1);
	return [...counts].map(([code, count]) => ({ code, count })).sort((a, b) => b.count - a.count);
};

/** Those of one kind, and with a text in their place, value or row number. */
export const filterErrors = (
	errors: readonly ImportRowError[],
	{ code, text }: { code: RowCode | null; text: string },
): readonly ImportRowError[] => {
	const wanted = text.trim().toLocaleLowerCase();
	return errors
		.filter((error) => code === null || error.code === code)
		.filter(
			({ row, field = '', value = '' }) =>
				wanted === '' || [String(row), field, value].some((part) => part.toLocaleLowerCase().includes(wanted)),
		);
};

/**
 * The rows that were not imported as a file of their own, each with what is wrong in a last column, which an import
 * does not read: mend the rows and import the file.
 *
 * @param say puts an error into words.
 */
export const writeErrorFile = async (
	file: Blob,
	{ errors }: Pick<ImportUsersResult, 'errors'>,
	{ column, say }: { column: string; say: (error: ImportRowError) => string },
): Promise<Blob> => {
	const problems = new Map<number, string[]>();
	for (const error of errors) problems.set(error.row, [...(problems.get(error.row) ?? []), say(error)]);
	const [header, ...rows] = parseCsv(await file.text());
	const columns = header?.cells ?? [];
	const failing = rows.flatMap(({ row, cells }) => {
		const own = problems.get(row);
		// A row with too few cells gets empty ones, so that what is wrong stands in its column.
		return own === undefined ? [] : [[...columns.map((_, place) => cells[place] ?? ''), own.join(' ')]];
	});
	// By this mark Excel knows UTF-8.
	return new Blob(['\ufeff', toCsv([[...columns, column], ...failing])], { type: 'text/csv;charset=utf-8' });
};

/** A file to begin with: the columns, and a row that shows what goes into them. */
export const templateFile = (): Blob =>
	new Blob([toCsv([importColumns, ['ada@example.com', 'Ada', 'Lovelace', 'member', 'active']])], {
		type: 'text/csv;charset=utf-8',
	});
