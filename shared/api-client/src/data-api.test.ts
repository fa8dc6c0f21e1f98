import { expect, expectTypeOf, it } from 'vitest';
import { createApi } from './create-api.ts';
import { createApiClient } from './create-api-client.ts';
import { startServer, succeed } from './testing/start-server.ts';

interface Note {
	[field: string]: unknown;
	title: string;
	place?: { city: string; zip?: number };
}

const id = '00000000-0000-4000-8000-000000000001';

const start = async (answer: unknown = null) => {
	const bodies: string[] = [];
	const server = await startServer(async (request, response) => {
		let body = '';
		for await (const chunk of request) body += chunk;
		bodies.push(body);
		succeed(response, answer);
	});
	const client = createApiClient({ baseURL: `${server.origin}/api` });
	return { ...server, bodies, notes: createApi(client).data<Note>('notes') };
};

it('asks for records by what they are searched, filtered and sorted by', async () => {
	const { notes, seen } = await start({ records: [] });
	await notes.list({
		search: 'a&b',
		filter: {
			title: 'x',
			due: { gte: '2026-01-01', lt: undefined },
			done: false,
			priority: { in: [1, 2] },
			none: undefined,
		},
		sort: ['priority', '-createdAt'],
		limit: 5,
		cursor: '',
	});
	const url = new URL(seen[0]?.split(' ')[1] ?? '', 'http://flotilla.test');
	expect(url.pathname).toBe('/api/data/notes');
	expect([...url.searchParams].sort()).toEqual([
		['cursor', ''],
		['filter[done]', 'false'],
		['filter[due][gte]', '2026-01-01'],
		['filter[priority][in]', '1'],
		['filter[priority][in]', '2'],
		['filter[title]', 'x'],
		['limit', '5'],
		['search', 'a&b'],
		['sort', 'priority,-createdAt'],
	]);
});

it('writes records with their version, one or many at a time', async () => {
	const { notes, seen, bodies, headers } = await start({ records: [] });
	await notes.create({ id, data: { title: 'x' } });
	await notes.replace(id, { title: 'y' }, { ifMatch: 3 });
	await notes.patch(id, { place: { zip: null } });
	await notes.remove(id, { ifMatch: 4 });
	await notes.bulkCreate([{ data: { title: 'x' } }]);
	await notes.bulkPatch([id], { title: 'z' });
	await notes.bulkRemove([id]);
	expect(seen).toEqual([
		'POST /api/data/notes',
		`PUT /api/data/notes/${id}`,
		`PATCH /api/data/notes/${id}`,
		`DELETE /api/data/notes/${id}`,
		'POST /api/data/notes/bulk',
		'PATCH /api/data/notes/bulk',
		'DELETE /api/data/notes/bulk',
	]);
	expect(bodies.map((body) => (body === '' ? null : JSON.parse(body)))).toEqual([
		{ id, data: { title: 'x' } },
		{ data: { title: 'y' } },
		{ data: { place: { zip: null } } },
		null,
		{ records: [{ data: { title: 'x' } }] },
		{ ids: [id], patch: { title: 'z' } },
		{ ids: [id] },
	]);
	expect([headers[1]?.['if-match'], headers[3]?.['if-match']]).toEqual(['"3"', '"4"']);
});

it('sends and fetches files of records', async () => {
	const { notes, seen, bodies } = await start({ imported: 1 });
	await notes.import(new File(['title\nx'], 'notes.csv'), { mode: 'all-or-nothing', dryRun: true });
	await notes.import(new File(['title\nx'], 'notes.csv'));
	expect(bodies[0]).toContain('filename="notes.csv"');
	expect(await (await notes.export({ format: 'csv', filter: { title: 'x' } })).text()).toContain('imported');
	expect(seen).toEqual([
		'POST /api/data/notes/import?dryRun=1&mode=all-or-nothing',
		'POST /api/data/notes/import',
		'GET /api/data/notes/export?filter%5Btitle%5D=x&format=csv',
	]);
});

it('gives data the type it was asked for by', async () => {
	const { notes } = await start({ id, data: { title: 'x' } });
	const note = await notes.read(id);
	expectTypeOf(note.data.title).toEqualTypeOf<string>();
	// @ts-expect-error A title is a text.
	await notes.patch(id, { title: 7 });
	expect(note.data.title).toBe('x');
});
