import {
	exportColumns,
	type ImportRowError,
	type ImportUsersResult,
	importedUser,
	type User,
} from '@flotilla/contracts';

/** What a spreadsheet would run. */
const isFormula = (cell: string): boolean => /^[=+\-@\t\r]/.test(cell);

/** A formula as a text. */
const defuse = (cell: string): string => (isFormula(cell) ? `'${cell}` : cell);

const quote = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

export const toUsersCsv = (users: readonly User[]): string =>
	[exportColumns, ...users.map((user) => exportColumns.map((column) => defuse(String(user[column] ?? ''))))]
		.map((cells) => `${cells.map(quote).join(',')}\r\n`)
		.join('');

/** The rows of a simple file: cells may be quoted, but not over several lines. */
const readRows = (text: string): string[][] =>
	text
		.split(/\r?\n/)
		.filter((line) => line.trim() !== '')
		.map((line) =>
			[...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain = '']) =>
				quoted === undefined ? plain : quoted.replaceAll('""', '"'),
			),
		);

/** What becomes of a row that can be read. */
export type TakeRow = (person: ReturnType<typeof importedUser.parse>) => 'imported' | 'updated' | 'skipped' | 'taken';

/** The rows that can be imported, each by `take`, which says what became of it; null: this file has no header. */
export const importRows = (text: string, take: TakeRow): Omit<ImportUsersResult, 'dryRun'> | null => {
	const [header = [], ...rows] = readRows(text.replace(/^\ufeff/, ''));
	if (!['email', 'firstName', 'lastName'].every((column) => header.includes(column))) return null;
	const ignoredColumns = header.filter((column) => !(column in importedUser.shape));
	const result = { imported: 0, updated: 0, skipped: 0, failed: 0, errors: [] as ImportRowError[], ignoredColumns };
	const seen = new Set<string>();
	for (const [index, cells] of rows.entries()) {
		const row = index + 2;
		const problem = cells.length !== header.length ? 'ROW_MALFORMED' : cells.some(isFormula) ? 'CELL_IS_FORMULA' : null;
		if (problem !== null) {
			result.failed += 1;
			const at = cells.findIndex(isFormula);
			const place = problem === 'CELL_IS_FORMULA' ? { field: header[at] ?? '', value: cells[at] ?? '' } : {};
			result.errors.push({ row, code: problem, message: 'This row cannot be read.', ...place });
			continue;
		}
		const values = header.map((column, place) => [column, cells[place]?.replace(/^'(?=[=+\-@\t\r])/, '') || undefined]);
		const parsed = importedUser.safeParse(Object.fromEntries(values));
		const isRepeated = parsed.success && seen.has(parsed.data.email);
		if (parsed.success) seen.add(parsed.data.email);
		const outcome = !parsed.success || isRepeated ? 'failed' : take(parsed.data);
		if (isRepeated) {
			const message = 'An earlier row has the same address.';
			result.errors.push({ row, field: 'email', code: 'DUPLICATE_ROW', message });
		}
		if (outcome !== 'failed' && outcome !== 'taken') {
			result[outcome] += 1;
			continue;
		}
		result.failed += 1;
		if (outcome === 'taken') result.errors.push({ row, field: 'email', code: 'EMAIL_TAKEN', message: 'Taken.' });
		for (const { path, message } of parsed.error?.issues ?? []) {
			result.errors.push({ row, field: String(path[0]), code: 'VALUE_INVALID', message });
		}
	}
	return result;
};
