import type { PresenceMember, Room } from '@flotilla/contracts';
import type { Presence } from '@flotilla/event-bus';
import { useEffect, useState } from 'react';

/** Rooms of the page's connection, as a remote gets them when it starts. */
export type Rooms = (room: Room) => Presence;

/**
 * Enters a room and says who else is there, for as long as the component is mounted. Over an event stream nothing can
 * be said: nobody is there until a socket stands.
 */
export const usePresence = (rooms: Rooms, room: Room, myId: string | undefined): readonly PresenceMember[] => {
	const [present, setPresent] = useState<readonly PresenceMember[]>([]);

	useEffect(() => {
		const life = new AbortController();
		const { join, onChange } = rooms(room);
		onChange(({ members }) => setPresent(members), { signal: life.signal });
		join({}, { signal: life.signal });
		return () => {
			life.abort();
			setPresent([]);
		};
	}, [rooms, room]);

	return present.filter(({ userId }) => userId !== myId);
};
