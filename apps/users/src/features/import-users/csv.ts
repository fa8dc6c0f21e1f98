export interface CsvRow {
	/** As in a spreadsheet: the header is 1. */
	row: number;
	cells: readonly string[];
}

/**
 * The rows of a text of RFC 4180, separated by commas; rows without any text are counted but left out. It reads what
 * it can: whether the file is right, the server says.
 *
 * @param limit rows to read. Default all.
 */
export const parseCsv = (text: string, limit = Number.POSITIVE_INFINITY): CsvRow[] => {
	const rows: CsvRow[] = [];
	let cells: string[] = [];
	let cell = '';
	let isQuoted = false;
	let row = 0;
	const endRow = (): void => {
		cells.push(cell);
		row += 1;
		if (cells.some((content) => content.trim() !== '')) rows.push({ row, cells });
		cells = [];
		cell = '';
	};
	const start = text.startsWith('\ufeff') ? 1 : 0;
	for (let at = start; at < text.length && rows.length < limit; at += 1) {
		const character = text[at];
		if (isQuoted) {
			if (character !== '"') cell += character;
			else if (text[at + 1] === '"') {
				cell += '"';
				at += 1;
			} else isQuoted = false;
		} else if (character === '"' && cell === '') isQuoted = true;
		else if (character === ',') {
			cells.push(cell);
			cell = '';
		} else if (character === '\n' || character === '\r') {
			if (character === '\r' && text[at + 1] === '\n') at += 1;
			endRow();
		} else cell += character;
	}
	if (rows.length < limit && (cell !== '' || cells.length > 0)) endRow();
	return rows;
};

/** What a spreadsheet would run; an apostrophe before it makes it a text, for the import too. */
const defuse = (cell: string): string => (/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell);

const quote = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** Rows as CSV that no spreadsheet takes for formulas. */
export const toCsv = (rows: readonly (readonly string[])[]): string =>
	rows.map((cells) => `${cells.map((cell) => quote(defuse(cell))).join(',')}\r\n`).join('');
