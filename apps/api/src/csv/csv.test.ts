import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isHttpError } from '@flotilla/server';
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { escapeFormula, isFormula, unescapeFormula } from './formula.ts';
import { type CsvRow, readCsv } from './read-csv.ts';
import { toCsvLine } from './write-csv.ts';

let folder: string;
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'flotilla-csv-'));
});
afterAll(() => rm(folder, { recursive: true }));

const read = async (content: string | Uint8Array) => {
	const path = join(folder, 'file.csv');
	await writeFile(path, content);
	const rows: CsvRow[] = [];
	for await (const row of readCsv(path)) rows.push(row);
	return rows;
};
const cellsOf = async (content: string | Uint8Array) => (await read(content)).map(({ cells }) => cells);
const refusal = async (content: string | Uint8Array) => {
	try {
		await read(content);
	} catch (error) {
		if (isHttpError(error)) return `${error.code}: ${error.message}`;
		throw error;
	}
	throw new Error('It was read.');
};

const letter = fc.constantFrom('a', 'é', '"', ',', '\n', '\r', "'", '=', '-', '+', '@', '\t', ' ', ';', '😀');
const cell = fc.string({ unit: letter, maxLength: 8 });

it('gives back every cell that was written, and none of them is a formula in between', async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 8 }), async (rows) => {
			const written = rows.map((row) => toCsvLine(row)).join('');
			const found = await cellsOf(written);
			for (const cells of found) for (const text of cells) expect(isFormula(text)).toBe(false);
			const kept = rows.filter((cells) => cells.some((text) => escapeFormula(text).trim() !== ''));
			expect(found.map((cells) => cells.map(unescapeFormula))).toEqual(kept);
		}),
		{ numRuns: 200 },
	);
});

it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx'])('puts an apostrophe before %j', (text) => {
	expect(escapeFormula(text)).toBe(`'${text}`);
	expect(unescapeFormula(`'${text}`)).toBe(text);
});

it.each(["'t Hooft", "O'Brien", 'a=b', ''])('leaves %j as it is', (text) => {
	expect(escapeFormula(text)).toBe(text);
	expect(unescapeFormula(text)).toBe(text);
});

it('reads a byte order mark, any line ends and rows of any length, and counts rows as a spreadsheet does', async () => {
	expect(await read('\ufeffa,b\r\n\n"x\r\ny",2,3\n  \nlast')).toEqual([
		{ row: 1, cells: ['a', 'b'] },
		{ row: 3, cells: ['x\r\ny', '2', '3'] },
		{ row: 5, cells: ['last'] },
	]);
	expect(await read('')).toEqual([]);
});

it('reads letters that fall between two pieces of the file', async () => {
	const text = `${'é😀'.repeat(30_000)}`;
	const lines = text.match(/.{1,900}/gsu) ?? [];
	expect(await cellsOf(lines.join('\n'))).toEqual(lines.map((line) => [line]));
});

it.each([
	['a quote without an end', 'a,b\n"x,1\ny,2', 'does not end'],
	['a quote in the middle', 'a,b\nx"y,1', 'none may be'],
	['text after a quote', 'a,b\n"x"y,1', 'none may be'],
	['a line without an end', `a,b\n${'x'.repeat(70_000)},1`, 'longer than'],
	['bytes that are not UTF-8', new Uint8Array([0x61, 0x2c, 0xff, 0xfe, 0x0a]), 'not UTF-8'],
	['UTF-16', Buffer.from('email,firstName\n', 'utf16le'), 'NUL'],
	['a letter that is cut off', new Uint8Array([0x61, 0x0a, 0xc3]), 'not UTF-8'],
])('refuses %s', async (_name, content, reason) => {
	const message = await refusal(content);
	expect(message).toMatch(/^CSV_INVALID: /);
	expect(message).toContain(reason);
});
