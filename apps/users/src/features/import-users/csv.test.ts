import { expect, it } from 'vitest';
import { parseCsv, toCsv } from './csv.ts';

const cellsOf = (text: string) => parseCsv(text).map(({ cells }) => cells);

it('cells may be quoted, over several lines and with quotes in them', () => {
	expect(cellsOf('a,"b,""c""\nd"\r\ne,f')).toEqual([
		['a', 'b,"c"\nd'],
		['e', 'f'],
	]);
});

it('rows are numbered as in a spreadsheet, those without text included', () => {
	expect(parseCsv('\ufeffa,b\n\n,\nc,d\n')).toEqual([
		{ row: 1, cells: ['a', 'b'] },
		{ row: 4, cells: ['c', 'd'] },
	]);
});

it('it stops at the limit', () => {
	expect(cellsOf('a\nb\nc\nd')).toHaveLength(4);
	expect(parseCsv('a\nb\nc\nd', 2)).toHaveLength(2);
});

it('what is written is read back the same, but for formulas, which become texts', () => {
	const rows = [
		['a,b', 'say "hi"', 'two\nlines'],
		['=1+1', '-2', '@x'],
	];
	expect(cellsOf(toCsv(rows))).toEqual([rows[0], ["'=1+1", "'-2", "'@x"]]);
});
