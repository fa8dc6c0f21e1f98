import { buildCollection, buildUser } from '@flotilla/testing';
import { createResource } from '../resource/create-resource.ts';
import { startCache } from './start-cache.ts';

export type Note = { title: string; done?: boolean; rank?: number };

/** A cache before a backend with a collection of notes, and the notes as a remote would have them. */
export const startNotes = ({
	titles = ['one', 'two', 'three'],
	...options
}: { titles?: readonly string[] } & Omit<Parameters<typeof startCache>[0], 'collections'> = {}) => {
	const collection = buildCollection('notes', {
		records: titles.map((title, index) => ({ title, rank: index })),
		search: ['title'],
	});
	const started = startCache({
		users: [buildUser({ role: 'admin' })],
		role: 'admin',
		...options,
		collections: [collection],
	});
	const notes = createResource<Note>({ owner: 'notes', collection: 'notes' });
	const [first] = collection.records;
	if (first === undefined) throw new RangeError('A test of notes needs a note.');
	return { ...started, notes, records: () => started.state.collections.get('notes')?.records ?? [], first };
};
