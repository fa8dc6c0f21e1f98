import { randomUUID } from 'node:crypto';
import type { CollectionRecord, ExportFormat, ImportReport, RecordData } from '@flotilla/contracts';
import { parse } from 'csv-parse/sync';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readData, readFailure, type StartedApi, startApi } from '../../testing/start-api.ts';
import { createCollectionClient, notesDefinition } from '../testing/collections-client.ts';

let started: StartedApi;
let token: string;
beforeAll(async () => {
	started = await startApi({ maximumImportSize: 200_000, maximumImportRows: 1500, maximumRecordSize: 10_000 });
	({ token } = await started.signIn());
});
afterAll(() => started.stop());

const openNotes = async (changes: Partial<typeof notesDefinition> = {}) => {
	const notes = createCollectionClient(started, token);
	await notes.defined(changes);
	return notes;
};
type Notes = Awaited<ReturnType<typeof openNotes>>;
const exportOf = async (notes: Notes, format: ExportFormat, query = '') =>
	(await notes.ask('GET', `/export?format=${format}${query}`)).text();
const importOf = async (notes: Notes, text: string, format: ExportFormat, query = '') =>
	readData<ImportReport>(await notes.send(text, `?format=${format}${query}`));
const dataById = async (notes: Notes) =>
	Object.fromEntries((await notes.list('limit=100')).records.map(({ id, data }) => [id, data]));

describe('an export', () => {
	it('has every record that is asked for, in order, in each format', async () => {
		const notes = await openNotes();
		const titles = Array.from({ length: 450 }, (_, index) => ({ data: { title: `t${index}`, priority: index % 7 } }));
		await notes.bulk(titles);
		const query = '&sort=-priority,-title&filter[priority][gte]=3&search=t';
		const expected = titles
			.map(({ data }) => data)
			.filter(({ priority }) => priority >= 3)
			.sort((a, b) => b.priority - a.priority || (a.title < b.title ? 1 : -1));
		const json = JSON.parse(await exportOf(notes, 'json', query)) as CollectionRecord[];
		expect(json.map(({ data }) => data)).toEqual(expected);
		const lines = (await exportOf(notes, 'ndjson', query)).trimEnd().split('\n');
		expect(lines.map((line) => JSON.parse(line) as CollectionRecord)).toEqual(json);
		const rows = parse(await exportOf(notes, 'csv', query), { columns: true }) as Record<string, string>[];
		expect(rows.map(({ _id, title, priority }) => [_id, title, priority])).toEqual(
			json.map(({ id, data }) => [id, data.title, String(data.priority)]),
		);
	});

	it('of nothing is an empty file of its format, with a name and a type', async () => {
		const notes = await openNotes();
		expect(await exportOf(notes, 'json')).toBe('[]\n');
		expect(await exportOf(notes, 'ndjson')).toBe('');
		const header = '_id,title,text,priority,weight,done,due,tags,place,_version,_createdAt,_updatedAt\r\n';
		expect(await exportOf(notes, 'csv')).toBe(header);
		const { headers } = await notes.ask('GET', '/export?format=csv');
		expect(headers.get('content-type')).toContain('text/csv');
		expect(headers.get('content-disposition')).toBe(`attachment; filename="${notes.name}.csv"`);
	});

	it('as CSV has no cell that a spreadsheet runs', async () => {
		const notes = await openNotes();
		const hostile = ['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx', "'=1"];
		await notes.bulk(hostile.map((title) => ({ data: { title } })));
		const rows = parse(await exportOf(notes, 'csv'), { columns: true }) as Record<string, string>[];
		expect(rows).toHaveLength(hostile.length);
		for (const { title } of rows) expect(title).toMatch(/^'/);
	});

	it('is refused for an unknown format and a mixed order', async () => {
		const notes = await openNotes();
		for (const [query, field] of [
			['format=xml', 'format'],
			['sort=title,-priority', 'sort'],
			['filter[x]=1', 'filter[x]'],
			['limit=5', 'limit'],
		] as const) {
			const failure = await readFailure(await notes.ask('GET', `/export?${query}`));
			expect([failure.status, Object.keys(failure.errors ?? {})]).toEqual([422, [field]]);
		}
	});
});

it.each<ExportFormat>(['csv', 'json', 'ndjson'])('brings back as %s what was exported', async (format) => {
	const text = fc
		.oneof(
			fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }),
			fc.constantFrom(
				"'",
				"'x",
				"'=x",
				"''x",
				'=x',
				'-',
				'+1',
				'@',
				'\tx',
				'"',
				'""',
				'null',
				'true',
				'7',
				',',
				'\r\n',
				' ',
				'a\nb',
				'[1]',
			),
		)
		.filter((one) => !one.includes('\0') && one.isWellFormed());
	const data = fc.record(
		{
			title: text,
			text: fc.oneof(text, fc.constant('')),
			priority: fc.integer(),
			weight: fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.constant(null)),
			done: fc.boolean(),
			tags: fc.array(text, { maxLength: 3 }),
			place: fc.record({ city: text, zip: fc.nat() }, { requiredKeys: ['city'], noNullPrototype: true }),
			any: fc
				.jsonValue({ maxDepth: 2 })
				.filter((value) => !/__proto__|constructor|prototype|\\u0000/.test(JSON.stringify(value))),
			either: fc.oneof(text, fc.integer(), fc.boolean(), fc.constant(null), fc.constant('')),
		},
		{ requiredKeys: ['title'], noNullPrototype: true },
	);
	const { schema } = notesDefinition;
	const properties = {
		...(schema.properties as RecordData),
		any: {},
		either: { type: ['string', 'integer', 'boolean', 'null'] },
	};
	const definition = { schema: { ...schema, properties } };
	await fc.assert(
		fc.asyncProperty(fc.array(data, { minLength: 1, maxLength: 10 }), async (rows) => {
			const [from, to] = [await openNotes(definition), await openNotes(definition)];
			await from.bulk(rows.map((row) => ({ data: row as RecordData })));
			const report = await importOf(to, await exportOf(from, format), format);
			expect(report).toEqual({ dryRun: false, total: rows.length, imported: rows.length, failed: 0, errors: [] });
			expect(await dataById(to)).toEqual(await dataById(from));
		}),
		{ numRuns: 15 },
	);
});

describe('an import', () => {
	it('reads what people write by hand', async () => {
		const notes = await openNotes();
		const csv =
			'\uFEFFtitle,priority,done,weight,tags,place,_id\n"Comma, ""quoted""",3,true,null,"[""a""]","{""city"":""Bern""}",\n42,,,,,,\n,,,,,,\n \n';
		expect(await importOf(notes, csv, 'csv')).toMatchObject({ imported: 2 });
		const { records } = await notes.list('sort=title');
		expect(records.map(({ data }) => data)).toEqual([
			{ title: '42' },
			{ title: 'Comma, "quoted"', priority: 3, done: true, weight: null, tags: ['a'], place: { city: 'Bern' } },
		]);
	});

	it('takes the format from the name or the type of the file', async () => {
		const notes = await openNotes();
		for (const [name, text] of [
			['a.csv', 'title\nx'],
			['a.NDJSON', '{"data":{"title":"x"}}'],
			['a.json', '[{"data":{"title":"x"}}]'],
		] as const) {
			expect(await readData(await notes.send(text, '', name))).toMatchObject({ imported: 1 });
		}
		expect(await readFailure(await notes.send('x', '', 'a.xlsx'))).toMatchObject({
			status: 422,
			errors: { file: [expect.any(String)] },
		});
	});

	const mixed = (existing: string) => [
		{ data: { title: 'good' } },
		{ data: { title: '' } },
		{ id: 'x', data: { title: 'bad id' } },
		{ id: existing, data: { title: 'there already' } },
		{ data: { title: 'x', colour: 'red' } },
		'nonsense',
		{ data: { title: 'y'.repeat(4000), text: 'y'.repeat(9000) } },
		{ data: { title: 'also good' } },
	];
	const faults = (row: number, ...fields: string[]) => ({
		row,
		errors: Object.fromEntries(fields.map((field) => [field, [expect.any(String)]])),
	});
	const expectedFaults = [
		faults(2, 'title'),
		faults(3, 'id'),
		faults(4, 'id'),
		faults(5, 'colour'),
		faults(6, '_'),
		faults(7, '_'),
	];

	it.each<ExportFormat>(['json', 'ndjson'])(
		'says of each row of %s what is wrong, and stores all or nothing',
		async (format) => {
			const notes = await openNotes();
			const { id } = await notes.create({ title: 'existing' });
			const rows = mixed(id).map((row) => (row === 'nonsense' ? row : JSON.stringify(row)));
			const text = format === 'json' ? `[${rows.join(',')}]` : rows.join('\n');
			const failure = await readFailure(await notes.send(text, `?format=${format}&mode=all-or-nothing`));
			expect(failure).toMatchObject({ status: 422, code: 'IMPORT_REFUSED' });
			expect(Object.keys(failure.errors ?? {})).toEqual([
				// Whole numbers come first among the keys of an object.
				'6',
				'7',
				'2.title',
				'3.id',
				'4.id',
				'5.colour',
			]);
			expect((await notes.list()).pagination).toMatchObject({ total: 1 });

			const dry = await importOf(notes, text, format, '&mode=partial&dryRun=1');
			expect(dry).toMatchObject({ dryRun: true, total: 8, imported: 2, failed: 6 });
			expect(dry.errors).toEqual(expectedFaults);
			expect((await notes.list()).pagination).toMatchObject({ total: 1 });

			const partial = await importOf(notes, text, format, '&mode=partial');
			expect(partial).toMatchObject({ dryRun: false, total: 8, imported: 2, failed: 6 });
			expect((await notes.list('sort=title')).records.map(({ data }) => data.title)).toEqual([
				'also good',
				'existing',
				'good',
			]);
		},
	);

	it('of a thousand rows with one fault at the end stores none, or all but that', async () => {
		const notes = await openNotes();
		const id = randomUUID();
		const row = (index: number) => `${index === 500 || index === 1199 ? id : ''},t${index}`;
		const csv = `_id,title\n${Array.from({ length: 1200 }, (_, index) => row(index)).join('\n')}`;
		expect(await readFailure(await notes.send(csv, '?format=csv&mode=all-or-nothing'))).toMatchObject({
			errors: { '1201.id': [expect.any(String)] },
		});
		expect((await notes.list()).pagination).toMatchObject({ total: 0 });
		expect(await importOf(notes, csv, 'csv', '&mode=partial')).toMatchObject({ imported: 1199, failed: 1 });
		expect((await notes.list()).pagination).toMatchObject({ total: 1199 });
	});

	it.each<[string, string, ExportFormat]>([
		['is no text', '\uD800', 'csv'],
		['is empty', '', 'csv'],
		['has a column that is no field', 'title,colour\na,b', 'csv'],
		['has a column twice', 'title,title\na,b', 'csv'],
		['ends inside a quote', 'title\n"a', 'csv'],
		['has an endless cell', `title\n"${'x'.repeat(190_000)}"`, 'csv'],
		['is empty as JSON', '', 'json'],
		['is an object', '{"data":{}}', 'json'],
		['ends inside an array', '[{"data":{"title":"a"}},', 'json'],
		['goes on after its array', '[] []', 'json'],
		['has an endless element', `["${'x'.repeat(190_000)}"]`, 'json'],
		['has an endless line', 'x'.repeat(190_000), 'ndjson'],
	])('refuses a file that %s', async (_name, text, format) => {
		const notes = await openNotes();
		const body = text === '\uD800' ? new Blob([Uint8Array.of(0xff, 0xfe, 0x00)]) : text;
		for (const mode of ['partial', 'all-or-nothing']) {
			const failure = await readFailure(await notes.send(body, `?format=${format}&mode=${mode}`));
			expect(failure).toMatchObject({ status: 422, code: 'VALIDATION_FAILED', errors: { file: [expect.any(String)] } });
		}
		expect((await notes.list()).pagination).toMatchObject({ total: 0 });
	});

	it('refuses hostile values row by row', async () => {
		const notes = await openNotes({
			schema: { type: 'object', properties: { title: { type: 'string' } } },
			search: [],
			sort: [],
			filter: [],
		});
		const rows = [
			'{"data":{"__proto__":{"a":1}}}',
			'{"data":{"constructor":1}}',
			'{"data":{"a":"\\u0000"}}',
			'{"data":{"a":"\\ud800"}}',
			'{"data":{"a":1e999}}',
			'{"data":[]}',
			'{"id":null,"data":{}}',
			'null',
			'{}',
			`{"data":${'{"a":'.repeat(30)}1${'}'.repeat(30)}}`,
		];
		const report = await importOf(notes, rows.join('\n'), 'ndjson', '&mode=partial');
		expect(report).toMatchObject({ total: rows.length, imported: 0, failed: rows.length });
		expect(report.errors.map(({ row }) => row)).toEqual(rows.map((_, index) => index + 1));
	});

	it('refuses too many bytes, too many rows, and what is no upload', async () => {
		const notes = await openNotes();
		const tooLarge = { status: 413, code: 'FILE_TOO_LARGE' };
		expect(await readFailure(await notes.send(`title\n${'a\n'.repeat(101_000)}`, '?format=csv'))).toMatchObject(
			tooLarge,
		);
		expect(
			await readFailure(await notes.send(`title\n${'a\n'.repeat(1501)}`, '?format=csv&mode=partial')),
		).toMatchObject({ status: 422, code: 'TOO_MANY_ROWS' });
		expect((await notes.list()).pagination).toMatchObject({ total: 0 });
		expect(await readFailure(await notes.ask('POST', '/import', []))).toMatchObject({ status: 415 });
		const other = new FormData();
		other.append('other', new File(['x'], 'x.csv'));
		expect(await readFailure(await notes.ask('POST', '/import', undefined, { body: other }))).toMatchObject({
			status: 422,
			errors: { file: [expect.any(String)] },
		});
		const broken = {
			body: '--b\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\ntitle',
			headers: { 'content-type': 'multipart/form-data; boundary=b' },
		};
		expect((await notes.ask('POST', '/import', undefined, broken)).status).toBe(400);
		expect((await notes.send('title', '?mode=some')).status).toBe(422);
	});
});
