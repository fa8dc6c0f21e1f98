import {
	exportColumns,
	type ImportRowError,
	type ImportUsersResult,
	importedUser,
	type User,
} from '@flotilla/contracts';

const quote = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

export const toUsersCsv = (users: readonly User[]): string =>
	[exportColumns, ...users.map((user) => exportColumns.map((column) => String(user[column] ?? '')))]
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

/** The rows that can be imported, each by `take`, which says what became of it; null: this file has no header. */
export const importRows = (
	text: string,
	take: (person: ReturnType<typeof importedUser.parse>) => 'imported' | 'updated' | 'skipped' | 'taken',
): Omit<ImportUsersResult, 'dryRun'> | null => {
	const [header = [], ...rows] = readRows(text.replace(/^\ufeff/, ''));
	if (!['email', 'firstName', 'lastName'].every((column) => header.includes(column))) return null;
	const ignoredColumns = header.filter((column) => !(column in importedUser.shape));
	const result = { imported: 0, updated: 0, skipped: 0, failed: 0, errors: [] as ImportRowError[], ignoredColumns };
	for (const [index, cells] of rows.entries()) {
		const row = index + 2;
		const values = header.map((column, place) => [column, cells[place] || undefined]);
		const parsed = importedUser.safeParse(Object.fromEntries(values));
		const outcome = parsed.success ? take(parsed.data) : 'failed';
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
