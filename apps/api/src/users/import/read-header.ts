import { importColumns } from '@flotilla/contracts';
import { createHttpError } from '@flotilla/server';

export type ImportColumn = (typeof importColumns)[number];

export interface ImportHeader {
	/** Where each column of an import is; role and status may be nowhere. */
	places: ReadonlyMap<ImportColumn, number>;
	/** Cells a row has. */
	width: number;
	/** Names of the other columns. */
	ignoredColumns: string[];
}

const neededColumns = ['email', 'firstName', 'lastName'] as const satisfies readonly ImportColumn[];

/** Columns may come in any order and in any case. Throws `HttpError` CSV_INVALID. */
export const readHeader = (cells: readonly string[]): ImportHeader => {
	const places = new Map<ImportColumn, number>();
	const ignoredColumns: string[] = [];
	for (const [place, cell] of cells.entries()) {
		const name = cell.trim();
		const column = importColumns.find((known) => known.toLowerCase() === name.toLowerCase());
		if (column === undefined) ignoredColumns.push(name.slice(0, 100));
		else if (places.has(column))
			throw createHttpError('CSV_INVALID', { message: `The column ${column} is there twice.` });
		else places.set(column, place);
	}
	const missing = neededColumns.filter((column) => !places.has(column));
	if (missing.length > 0) {
		throw createHttpError('CSV_INVALID', {
			message: `The first row has to name the columns, separated by commas. Missing: ${missing.join(', ')}.`,
		});
	}
	return { places, width: cells.length, ignoredColumns };
};
