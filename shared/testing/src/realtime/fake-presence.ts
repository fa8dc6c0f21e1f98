import type { PresenceChanged, PresenceState, Room } from '@flotilla/contracts';

/** Rooms of the fake server: who is in them, over which connection. */
export interface FakePresence<C extends object> {
	enter(connection: C, room: Room, member: { userId: string; state: PresenceState | null }): void;
	leave(connection: C, room: Room): void;
	leaveAll(connection: C): void;
	watch(connection: C, room: Room): void;
	unwatch(connection: C, room: Room): void;
}

/** Tells everybody who is in a room or watches it at each change, and a new watcher at once. */
export const createFakePresence = <C extends object>(
	tell: (connection: C, present: PresenceChanged) => void,
): FakePresence<C> => {
	const rooms = new Map<Room, Map<C, { userId: string; state: PresenceState | null; since: string }>>();
	const watchers = new Map<Room, Set<C>>();
	const of = (room: Room) => {
		const members = rooms.get(room) ?? new Map();
		rooms.set(room, members);
		return members;
	};
	const present = (room: Room): PresenceChanged => {
		const people = new Map([...of(room).values()].map((member) => [member.userId, member]));
		const members = [...people.values()].map(({ userId, state, since }) => ({ userId, name: userId, since, state }));
		return { room, members, total: members.length };
	};
	const tellAll = (room: Room): void => {
		for (const connection of new Set([...of(room).keys(), ...(watchers.get(room) ?? [])]))
			tell(connection, present(room));
	};
	const leave = (connection: C, room: Room): void => {
		if (of(room).delete(connection)) tellAll(room);
	};
	return {
		enter(connection, room, { userId, state }) {
			const since = of(room).get(connection)?.since ?? new Date().toISOString();
			of(room).set(connection, { userId, state, since });
			tellAll(room);
		},
		leave,
		leaveAll(connection) {
			for (const watching of watchers.values()) watching.delete(connection);
			for (const room of rooms.keys()) leave(connection, room);
		},
		watch(connection, room) {
			watchers.set(room, (watchers.get(room) ?? new Set()).add(connection));
			tell(connection, present(room));
		},
		unwatch: (connection, room) => void watchers.get(room)?.delete(connection),
	};
};
