import type { PresenceChanged, PresenceState, Room } from '@flotilla/contracts';

interface Entry {
	userId: string;
	since: string;
	state: PresenceState | null;
}

/** Who is where, by connection; one person is one member on however many. */
export interface FakePresence<C extends object> {
	enter(connection: C, room: Room, entry: { userId: string; state: PresenceState | null }): void;
	leave(connection: C, room: Room): void;
	leaveAll(connection: C): void;
	/** Tells who is in a room, soon; several changes in one turn are told once. */
	tell(room: Room): void;
}

interface Options<C extends object> {
	nameOf(userId: string): string | undefined;
	/** Takes the news of a room to whoever is in it or follows it. */
	announce(changed: PresenceChanged, members: ReadonlySet<C>): void;
}

export const createFakePresence = <C extends object>({ nameOf, announce }: Options<C>): FakePresence<C> => {
	const rooms = new Map<Room, Map<C, Entry>>();
	const waiting = new Set<Room>();

	const describe = (room: Room): PresenceChanged => {
		const people = new Map<string, PresenceChanged['members'][number]>();
		for (const { userId, since, state } of rooms.get(room)?.values() ?? []) {
			const name = nameOf(userId);
			// Who said something last comes last in the map.
			if (name !== undefined) people.set(userId, { userId, name, since: people.get(userId)?.since ?? since, state });
		}
		const members = [...people.values()].sort(
			(a, b) => a.since.localeCompare(b.since) || a.userId.localeCompare(b.userId),
		);
		return { room, members, total: members.length };
	};

	const tell = (room: Room): void => {
		if (waiting.has(room)) return;
		waiting.add(room);
		queueMicrotask(() => {
			waiting.delete(room);
			announce(describe(room), new Set(rooms.get(room)?.keys()));
		});
	};

	const leave = (connection: C, room: Room): void => {
		if (rooms.get(room)?.delete(connection) === true) tell(room);
	};

	return {
		enter(connection, room, { userId, state }) {
			const members = rooms.get(room) ?? new Map<C, Entry>();
			rooms.set(room, members);
			const since = members.get(connection)?.since ?? new Date().toISOString();
			members.delete(connection);
			members.set(connection, { userId, since, state });
			tell(room);
		},
		leave,
		leaveAll(connection) {
			for (const room of rooms.keys()) leave(connection, room);
		},
		tell,
	};
};
