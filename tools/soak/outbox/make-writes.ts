import type { NewOperation } from '@flotilla/data-cache';
import type { Random } from '../../bench/statistics/random.ts';

export const soakCollection = 'soaknotes';

/** What the server has to have in the end. */
export interface Expected {
	/** By id; the version tells how often it was written. */
	notes: Map<string, { version: number; text: string }>;
	/** By e-mail address, as the server chooses their ids. */
	people: Map<string, { version: number; firstName: string }>;
}

/**
 * Writes as people make them offline: things are made, changed several times and sometimes removed; records whose ids
 * the page chooses, and people whose ids the server chooses. Guarded ones were made on what the page showed.
 */
export const makeWrites = (count: number, random: Random): { writes: NewOperation[]; expected: Expected } => {
	const expected: Expected = { notes: new Map(), people: new Map() };
	const writes: NewOperation[] = [];
	while (writes.length < count) {
		const thing = random() < 0.6 ? makeNote(random) : makePerson(random);
		// The last one may be too long: another is drawn.
		if (writes.length + thing.writes.length > count) continue;
		writes.push(...thing.writes);
		thing.expect(expected);
	}
	return { writes, expected };
};

interface Thing {
	writes: NewOperation[];
	expect(expected: Expected): void;
}

const common = () => ({ id: crypto.randomUUID(), idempotencyKey: crypto.randomUUID(), isTemporary: false });

const makeNote = (random: Random): Thing => {
	const id = crypto.randomUUID();
	const resource = `data/${soakCollection}`;
	const params = { collection: soakCollection };
	const at = { resource, rowIds: [id] };
	const writes: NewOperation[] = [
		{
			...common(),
			...at,
			kind: 'create',
			request: { method: 'POST', path: '/data/:collection', params, body: { id, data: { text: 'made' } } },
		},
	];
	const changes = Math.floor(random() * 4);
	for (let change = 1; change <= changes; change += 1) {
		const body = { data: { text: `changed ${change}` } };
		const request = { method: 'PATCH', path: '/data/:collection/:id', params: { ...params, id }, body } as const;
		writes.push({ ...common(), ...at, kind: 'update', request, ...(random() < 0.7 && { ifMatch: change }) });
	}
	const isRemoved = random() < 0.2;
	if (isRemoved) {
		const request = { method: 'DELETE', path: '/data/:collection/:id', params: { ...params, id } } as const;
		writes.push({ ...common(), ...at, kind: 'remove', request });
	}
	return {
		writes,
		expect({ notes }) {
			const text = changes === 0 ? 'made' : `changed ${changes}`;
			if (!isRemoved) notes.set(id, { version: changes + 1, text });
		},
	};
};

const makePerson = (random: Random): Thing => {
	const id = crypto.randomUUID();
	const email = `${id}@soak.test`;
	const at = { resource: 'users', rowIds: [id] };
	const body = { email, firstName: 'Made', lastName: 'Soak' };
	const writes: NewOperation[] = [
		{
			...common(),
			...at,
			isTemporary: true,
			kind: 'create',
			request: { method: 'POST', path: '/users', params: {}, body },
		},
	];
	const changes = Math.floor(random() * 3);
	for (let change = 1; change <= changes; change += 1) {
		const request = {
			method: 'PATCH',
			path: '/users/:id',
			params: { id },
			body: { firstName: `Changed ${change}` },
		} as const;
		writes.push({ ...common(), ...at, kind: 'update', request, ...(random() < 0.7 && { ifMatch: 0 }) });
	}
	return {
		writes,
		expect({ people }) {
			people.set(email, { version: changes + 1, firstName: changes === 0 ? 'Made' : `Changed ${changes}` });
		},
	};
};
