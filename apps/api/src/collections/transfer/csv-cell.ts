/** A cell as it was in the file. */
export interface CsvCell {
	text: string;
	quoted: boolean;
}

/** What a spreadsheet would take for a formula, and the mark that keeps it from doing so. */
const needsMark = /^[=+\-@\t\r']/;
const hasMark = /^'[=+\-@\t\r']/;

const quote = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/**
 * A value as a cell. Texts are quoted, so that nothing, the empty text, null and the text "null" stay four things,
 * and marked with `'` where a spreadsheet would read a formula (OWASP, CSV injection). `types` are those that the
 * schema names; without any, every value is JSON.
 */
export const writeCell = (value: unknown, types: ReadonlySet<string>): string => {
	if (value === undefined) return '';
	if (types.size === 0) return quote(JSON.stringify(value));
	if (typeof value === 'string') return quote(needsMark.test(value) ? `'${value}` : value);
	if (typeof value === 'object' && value !== null) return quote(JSON.stringify(value));
	return String(value);
};

const readJson = (text: string): unknown => {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
};

const readOther = (text: string, types: ReadonlySet<string>): unknown => {
	const value = readJson(text);
	const isNumber = typeof value === 'number' && (types.has('number') || types.has('integer'));
	const isBoolean = typeof value === 'boolean' && types.has('boolean');
	const isObject = typeof value === 'object' && value !== null && (types.has('object') || types.has('array'));
	return isNumber || isBoolean || isObject ? value : undefined;
};

/**
 * The value that `writeCell` was given, or what a person means who writes the cell by hand; undefined: none. What
 * does not fit the types is left a text, for the schema to refuse.
 */
export const readCell = ({ text, quoted }: CsvCell, types: ReadonlySet<string>): unknown => {
	if (text === '') return quoted && types.has('string') ? '' : undefined;
	if (!quoted && text === 'null' && (types.has('null') || types.size === 0)) return null;
	if (types.size === 0) {
		const value = readJson(text);
		return value === undefined ? text : value;
	}
	const isText = types.has('string') && (quoted || types.size === 1);
	const other = isText ? undefined : readOther(text, types);
	if (other !== undefined) return other;
	return hasMark.test(text) ? text.slice(1) : text;
};
