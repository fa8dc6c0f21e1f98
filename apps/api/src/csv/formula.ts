/** Spreadsheets take a cell that begins so for a formula and run it. */
const formula = /^[=+\-@\t\r]/;
const escapedFormula = /^'+[=+\-@\t\r]/;

export const isFormula = (cell: string): boolean => formula.test(cell);

/** Makes a text of what would be a formula, by an apostrophe; `unescapeFormula` gives back exactly what was there. */
export const escapeFormula = (cell: string): string =>
	isFormula(cell) || escapedFormula.test(cell) ? `'${cell}` : cell;

/** Takes the apostrophe away again; `'t Hooft` keeps its own. */
export const unescapeFormula = (cell: string): string => (escapedFormula.test(cell) ? cell.slice(1) : cell);
