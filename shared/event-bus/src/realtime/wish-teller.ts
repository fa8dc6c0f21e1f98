import type { TabWishes, Topic } from '@flotilla/contracts';

/** Brings the server's view of a connection in line with what is wished, with as few frames as it takes. */
export interface WishTeller {
	/** A new connection: the server knows only the topics that came with the token. */
	begin(topics: readonly Topic[]): void;
	/** Sends what differs. */
	tell(wishes: TabWishes): void;
}

export const createWishTeller = (send: (type: string, payload: unknown) => void): WishTeller => {
	let topics = new Set<Topic>();
	let rooms = new Map<string, string>();
	return {
		begin(told) {
			topics = new Set(told);
			rooms = new Map();
		},
		tell(wishes) {
			const wantedTopics = new Set(wishes.topics);
			const added = wishes.topics.filter((topic) => !topics.has(topic));
			const dropped = [...topics].filter((topic) => !wantedTopics.has(topic));
			if (dropped.length > 0) send('unsubscribe', { topics: dropped });
			if (added.length > 0) send('subscribe', { topics: added });
			topics = wantedTopics;

			const wantedRooms = new Map(wishes.rooms.map((entry) => [entry.room, JSON.stringify(entry.state ?? null)]));
			for (const room of rooms.keys()) if (!wantedRooms.has(room)) send('presence-leave', { room });
			for (const { room, state } of wishes.rooms) {
				if (rooms.get(room) !== wantedRooms.get(room))
					send('presence', { room, ...(state !== undefined && { state }) });
			}
			rooms = wantedRooms;
		},
	};
};
