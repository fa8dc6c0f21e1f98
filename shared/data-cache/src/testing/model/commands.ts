import fc from 'fast-check';
import type { CacheWorld } from './cache-world.ts';
import { type Compared, compareWithServer } from './compare-with-server.ts';
import type { Fate } from './late-network.ts';

/** What was done so far, for the report. */
export interface Tally extends Compared {
	operations: number;
}

export type CacheCommand = fc.AsyncCommand<Tally, CacheWorld>;

const command = (name: string, run: (world: CacheWorld) => unknown, { counts = true } = {}): CacheCommand => ({
	check: () => true,
	async run(tally, world) {
		if (counts) tally.operations += 1;
		await run(world);
		await world.network.arrived();
	},
	toString: () => name,
});

const title = fc.constantFrom('a', 'ab', 'b', 'bc', 'c', 'Émil', 'x-y', 'Zed');
const note = fc.record(
	{ title, done: fc.boolean(), rank: fc.integer({ min: 0, max: 4 }) },
	{ requiredKeys: ['title'] },
);
const notePatch = fc.record(
	{ title, done: fc.option(fc.boolean()), rank: fc.option(fc.integer({ min: 0, max: 4 })) },
	{ requiredKeys: [] },
);
const userPatch = fc.record(
	{
		firstName: fc.constantFrom('one', 'two', 'Øre'),
		lastName: fc.constantFrom('a', 'b', 'c'),
		role: fc.constantFrom('member' as const, 'manager' as const),
		status: fc.constantFrom('active' as const, 'inactive' as const),
	},
	{ requiredKeys: [] },
);
/** Which of the rows that are there: a number from 0 up to 1. */
const which = fc.double({ min: 0, max: 0.999, noNaN: true });
const some = fc.array(which, { minLength: 1, maxLength: 4 });
/** Rather answered than not. */
const fate = fc.constantFrom<Fate>('answered', 'answered', 'answered', 'refused', 'lost', 'lost-answer');
const ifMatch = fc.constantFrom('row' as const, 'any' as const);

const at = <T>(rows: readonly T[], place: number): T | undefined => rows[Math.floor(place * rows.length)];
const noteIds = ({ state }: CacheWorld): string[] =>
	(state.collections.get('notes')?.records ?? []).map(({ id }) => id);
/** Nobody changes the person whose token it is. */
const userIds = ({ state, admin }: CacheWorld): string[] =>
	state.users.map(({ id }) => id).filter((id) => id !== admin.id);
const someOf = (ids: readonly string[], places: readonly number[]): string[] => [
	...new Set(places.flatMap((place) => at(ids, place) ?? [])),
];
const version = (wanted: 'row' | 'any') => (wanted === 'any' ? { ifMatch: 'any' as const } : {});

let addresses = 0;
const newPerson = (patch: object) => {
	addresses += 1;
	return { email: `new-${addresses}@flotilla.test`, firstName: 'new', lastName: 'b', ...patch };
};

const own = [
	fc.tuple(note, fate).map(([body, end]) =>
		command(`create a note ${JSON.stringify(body)}, ${end}`, (world) => {
			world.network.fates.push(end);
			world.start(world.notes.create(body));
		}),
	),
	fc.tuple(which, notePatch, fate, ifMatch).map(([place, patch, end, match]) =>
		command(`update note ${place} ${JSON.stringify(patch)} of ${match}, ${end}`, (world) => {
			const id = at(noteIds(world), place);
			if (id === undefined) return;
			world.network.fates.push(end);
			world.start(world.notes.update(id, patch, version(match)));
		}),
	),
	fc.tuple(which, fate, ifMatch).map(([place, end, match]) =>
		command(`remove note ${place} of ${match}, ${end}`, (world) => {
			const id = at(noteIds(world), place);
			if (id === undefined) return;
			world.network.fates.push(end);
			world.start(world.notes.remove(id, version(match)));
		}),
	),
	fc.tuple(some, notePatch, fate).map(([places, patch, end]) =>
		command(`update notes ${places} ${JSON.stringify(patch)}, ${end}`, (world) => {
			const ids = someOf(noteIds(world), places);
			if (ids.length === 0) return;
			world.network.fates.push(end);
			world.start(world.notes.bulkUpdate(ids, patch));
		}),
	),
	fc.tuple(some, fate).map(([places, end]) =>
		command(`remove notes ${places}, ${end}`, (world) => {
			const ids = someOf(noteIds(world), places);
			if (ids.length === 0) return;
			world.network.fates.push(end);
			world.start(world.notes.bulkRemove(ids));
		}),
	),
	// Written to before its real id is known.
	fc.tuple(userPatch, userPatch, fate, fate).map(([body, patch, end, after]) =>
		command(
			`create a person ${JSON.stringify(body)}, ${end}, update it ${JSON.stringify(patch)}, ${after}`,
			(world) => {
				world.network.fates.push(end, after);
				const before = new Set(world.cache.queued.open());
				world.start(world.users.create(newPerson(body)));
				const temporary = world.draftId(before);
				if (temporary !== undefined) world.start(world.users.update(temporary, patch));
			},
		),
	),
	fc.tuple(which, userPatch, fate, ifMatch).map(([place, patch, end, match]) =>
		command(`update person ${place} ${JSON.stringify(patch)} of ${match}, ${end}`, (world) => {
			const id = at(userIds(world), place);
			if (id === undefined) return;
			world.network.fates.push(end);
			world.start(world.users.update(id, patch, version(match)));
		}),
	),
	fc.tuple(which, fate).map(([place, end]) =>
		command(`remove person ${place}, ${end}`, (world) => {
			const id = at(userIds(world), place);
			if (id === undefined) return;
			world.network.fates.push(end);
			world.start(world.users.remove(id));
		}),
	),
];

const foreign = [
	note.map((body) => command(`somebody creates ${JSON.stringify(body)}`, ({ data }) => data.create({ data: body }))),
	fc.tuple(which, notePatch).map(([place, patch]) =>
		command(`somebody updates note ${place} ${JSON.stringify(patch)}`, async (world) => {
			const id = at(noteIds(world), place);
			if (id !== undefined) await world.data.patch(id, patch);
		}),
	),
	which.map((place) =>
		command(`somebody removes note ${place}`, async (world) => {
			const id = at(noteIds(world), place);
			if (id !== undefined) await world.data.remove(id);
		}),
	),
	fc.tuple(which, userPatch).map(([place, patch]) =>
		command(`somebody updates person ${place} ${JSON.stringify(patch)}`, async (world) => {
			const id = at(userIds(world), place);
			if (id !== undefined) await world.direct.users.update(id, patch);
		}),
	),
];

const nature = [
	which.map((place) =>
		command(`read ${place}`, (world) => void world.cache.preload(at(world.watched, place)?.key as never), {
			counts: false,
		}),
	),
	which.map((place) =>
		command(
			`read note ${place}`,
			(world) => {
				const id = at(noteIds(world), place);
				if (id === undefined) return;
				const item = world.watchItem('notes', id);
				world.watched.push(item);
				void world.cache.preload(item.key);
			},
			{ counts: false },
		),
	),
	fc.constant(command('load more', (world) => world.start(world.notes.loadMore(world.growing)), { counts: false })),
	fc
		.array(which, { minLength: 1, maxLength: 6 })
		.map((picks) => command(`answers ${picks}`, ({ network }) => network.deliver(picks), { counts: false })),
	fc
		.integer({ min: 1, max: 6 })
		.map((count) => command(`events ${count}`, (world) => world.deliverEvents(count), { counts: false })),
	fc.constant(
		// As a page does for what is on screen.
		command(
			'look at everything',
			({ watched, cache }) => {
				for (const { key } of watched) void cache.preload(key);
			},
			{ counts: false },
		),
	),
	fc.constant(
		command(
			'a gap in the events',
			({ events, bus }) => {
				events.length = 0;
				bus.emit('realtime:resync-required', { reason: 'A gap.' });
			},
			{ counts: false },
		),
	),
];

const often = nature.slice(0, -1);

const everythingArrives: CacheCommand = {
	check: () => true,
	run: (tally, world) => compareWithServer(world, tally),
	toString: () => 'everything arrives',
};

/** Own writes, writes of others, and what the network makes of them. */
export const cacheCommands = (maxCommands: number) =>
	fc.commands<Tally, CacheWorld, false>(
		[...own, ...own, ...foreign, ...often, ...often, ...often, ...often, ...nature, fc.constant(everythingArrives)],
		{
			maxCommands,
			size: 'max',
		},
	);
