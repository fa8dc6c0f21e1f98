import type { ImportRowError } from '@flotilla/contracts';
import { expect, it } from 'vitest';
import { countByCode, filterErrors, previewFile, templateFile, writeErrorFile } from './import-users.model.ts';

const file = new Blob([
	'email,firstName,lastName,team\n',
	'ada@flotilla.test,Ada,Lovelace,x\n',
	'no address,Grace,Hopper,y\n',
	'=cmd(),Alan,Turing,z\n',
	'ed@flotilla.test,Ed\n',
]);
const errors: ImportRowError[] = [
	{ row: 3, field: 'email', code: 'VALUE_INVALID', message: 'No address.', value: 'no address' },
	{ row: 4, field: 'email', code: 'CELL_IS_FORMULA', message: 'A formula.', value: '=cmd()' },
	{ row: 4, field: 'role', code: 'VALUE_INVALID', message: 'No role.' },
	{ row: 5, code: 'ROW_MALFORMED', message: 'Two cells.' },
];

it('a look at a file shows its columns and first rows as they are', async () => {
	const { columns, rows } = await previewFile(file);
	expect(columns).toEqual(['email', 'firstName', 'lastName', 'team']);
	expect(rows.map(({ row }) => row)).toEqual([2, 3, 4, 5]);
});

it('the file of errors has the failing rows alone, with reasons, and nothing a spreadsheet would run', async () => {
	const made = await writeErrorFile(file, { errors }, { column: 'problem', say: ({ message }) => message });
	expect((await made.text()).split('\r\n')).toEqual([
		'email,firstName,lastName,team,problem',
		'no address,Grace,Hopper,y,No address.',
		"'=cmd(),Alan,Turing,z,A formula. No role.",
		'ed@flotilla.test,Ed,,,Two cells.',
		'',
	]);
});

it('errors are counted by kind and by row', () => {
	expect(countByCode(errors)).toEqual([
		{ code: 'VALUE_INVALID', count: 2 },
		{ code: 'CELL_IS_FORMULA', count: 1 },
		{ code: 'ROW_MALFORMED', count: 1 },
	]);
});

it('errors are found by kind, place, value and row', () => {
	const rows = (filter: Parameters<typeof filterErrors>[1]) => filterErrors(errors, filter).map(({ row }) => row);
	expect(rows({ code: null, text: '' })).toEqual([3, 4, 4, 5]);
	expect(rows({ code: 'VALUE_INVALID', text: '' })).toEqual([3, 4]);
	expect(rows({ code: null, text: 'CMD' })).toEqual([4]);
	expect(rows({ code: null, text: 'email' })).toEqual([3, 4]);
	expect(rows({ code: null, text: '5' })).toEqual([5]);
});

it('the template names every column that an import reads', async () => {
	expect((await templateFile().text()).split('\r\n')[0]).toBe('email,firstName,lastName,role,status');
});
