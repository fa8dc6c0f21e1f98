import { escapeFormula } from './formula.ts';

const quote = (cell: string): string => (/[",\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** One line of RFC 4180, with its end. No cell of it is a formula to a spreadsheet. */
export const toCsvLine = (cells: readonly string[]): string =>
	`${cells.map((cell) => quote(escapeFormula(cell))).join(',')}\r\n`;
