import { type ImportedUser, type ImportRowError, importedUser } from '@flotilla/contracts';
import { isFormula, unescapeFormula } from '../../csv/formula.ts';
import type { CsvRow } from '../../csv/read-csv.ts';
import type { ImportHeader } from './read-header.ts';

/** A row whose values are valid. */
export interface UserRowOfFile extends ImportedUser {
	row: number;
}

const shownLength = 100;

/** The person a row is about, or what is wrong with it. */
export const readUser = ({ row, cells }: CsvRow, { places, width }: ImportHeader): UserRowOfFile | ImportRowError[] => {
	if (cells.length !== width) {
		const message = `The row has ${cells.length} cells, the header ${width}.`;
		return [{ row, code: 'ROW_MALFORMED', message }];
	}
	const values: Record<string, string | undefined> = {};
	const errors: ImportRowError[] = [];
	const shown = (field: string) => (values[field] ?? '').slice(0, shownLength);
	for (const [field, place] of places) {
		const cell = cells[place] ?? '';
		values[field] = unescapeFormula(cell);
		if (isFormula(cell)) {
			const message = 'This would be a formula in a spreadsheet. An apostrophe before it makes it a text.';
			errors.push({ row, field, code: 'CELL_IS_FORMULA', message, value: shown(field) });
		}
	}
	for (const field of ['role', 'status']) {
		const word = values[field]?.trim().toLowerCase();
		values[field] = word === '' ? undefined : word;
	}
	const parsed = importedUser.safeParse(values);
	if (parsed.success && errors.length === 0) return { row, ...parsed.data };
	const known = new Set(errors.map(({ field }) => field));
	for (const { path, message } of parsed.error?.issues ?? []) {
		const field = String(path[0]);
		if (!known.has(field)) errors.push({ row, field, code: 'VALUE_INVALID', message, value: shown(field) });
	}
	return errors;
};
