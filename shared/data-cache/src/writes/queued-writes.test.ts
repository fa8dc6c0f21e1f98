import { describe, expect, it, onTestFinished } from 'vitest';
import type { Write, WriteQueue } from '../cache/queued-writes.ts';
import { toCollectionDefinition } from '../resource/collection-definition.ts';
import { type Note, startNotes } from '../testing/start-notes.ts';

const definition = toCollectionDefinition({ owner: 'notes', collection: 'notes' });

const start = async ({ offline = true }: { offline?: boolean } = {}) => {
	const stored: Write[] = [];
	const queue: WriteQueue = {
		takes: (_write, error) => offline || error !== undefined,
		async add(write) {
			stored.push(write);
		},
	};
	const started = startNotes({ queue });
	const { cache, notes } = started;
	onTestFinished(() => cache.dispose());
	const handle = cache.resource(definition);
	const list = notes.keys.list({ sort: ['rank'] });
	await cache.preload(list);
	const titles = () => cache.read(list)?.rows.map(({ data }) => (data as Note).title);
	return { ...started, stored, handle, list, titles };
};

describe('writes that wait', () => {
	it('are shown until the queue says what became of them, and answer with what is shown', async () => {
		const { handle, stored, titles, cache, count, first } = await start();
		const created = await handle.create({ title: 'new', rank: 7 });
		const updated = await handle.update(first.id, { title: 'changed' });
		expect([created, updated]).toMatchObject([{ version: 0 }, { version: 1, data: { title: 'changed' } }]);
		expect(titles()).toEqual(['changed', 'two', 'three', 'new']);
		expect(cache.queued.open()).toEqual(stored.map(({ id }) => id));
		expect(count('POST /data/:collection')).toBe(0);

		const [create, update] = stored as [Write, Write];
		cache.queued.end(create.id, { rows: [{ ...created, version: 1 }] });
		cache.queued.failed(update.id, null);
		expect(titles()).toEqual(['one', 'two', 'three', 'new']);
		expect(cache.queued.open()).toEqual([]);
	});

	it('are plain data that tells how to send them', async () => {
		const { handle, stored, first } = await start();
		await handle.update(first.id, { title: 'changed' });
		const [write] = stored;
		expect(structuredClone(write)).toEqual(write);
		expect(write).toMatchObject({
			...{ resource: 'notes', kind: 'update', rowIds: [first.id], isTemporary: false, ifMatch: 1 },
			request: {
				method: 'PATCH',
				path: '/data/:collection/:id',
				params: { collection: 'notes', id: first.id },
				body: { data: { title: 'changed' } },
			},
		});
	});

	it('of an earlier visit are shown before and after the data is there, once', async () => {
		const { handle, stored, first } = await start();
		await handle.update(first.id, { title: 'changed' });
		const next = await start();
		const [write] = stored as [Write];
		const moved = { ...write, rowIds: [next.first.id] };
		next.cache.queued.show(moved);
		next.cache.queued.show(moved);
		expect(next.titles()?.[0]).toBe('changed');
		const other = next.notes.keys.list();
		await next.cache.preload(other);
		expect(next.cache.read(other)?.rows.map(({ data }) => data.title)).toContain('changed');
		expect(next.cache.queued.open()).toHaveLength(1);
	});

	it('begin to wait when they did not reach the server', async () => {
		const { handle, state, stored, titles, first } = await start({ offline: false });
		state.failNext('PATCH /data/:collection/:id', 'network');
		await handle.update(first.id, { title: 'kept' });
		expect(stored).toHaveLength(1);
		expect(titles()?.[0]).toBe('kept');
	});

	it('end without an answer by being asked for, and unknown ones are ignored', async () => {
		const { handle, stored, cache, list, first } = await start();
		await handle.update(first.id, { title: 'changed' });
		cache.queued.end('nothing');
		cache.queued.end(stored[0]?.id ?? '');
		expect(cache.isFresh(list)).toBe(false);
	});
});
