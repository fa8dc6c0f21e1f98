import {
	clientFrames,
	type PresenceState,
	type Room,
	room as roomSchema,
	type TabWishes,
	type Topic,
	topic as topicSchema,
} from '@flotilla/contracts';
import type { Unsubscribe } from '../bus/event-bus.ts';
import { RealtimeError } from './realtime-error.ts';

/** Topics and rooms that one connection may have: the server's own limits. */
export interface WishLimits {
	maximumTopics: number;
	maximumRooms: number;
}

/**
 * What this tab wants of the connection. It is what should be, not what to do: nothing of it is lost
 * while the connection is down, and it cannot pile up; the last word on each topic and room counts.
 */
export interface Wishes {
	readonly current: TabWishes;
	/** Follows a topic until the last who asked for it has ended. Throws `RealtimeError`. */
	follow(topic: Topic): Unsubscribe;
	/** Is in a room, saying this, until the last who entered has left. Throws `RealtimeError`. */
	enter(room: Room, state: PresenceState | undefined): Unsubscribe;
}

/** Bytes of what somebody says in a room, as the server counts them. */
const maximumStateSize = 1024;

export const createWishes = ({
	maximumTopics,
	maximumRooms,
	onChange,
}: WishLimits & { onChange: () => void }): Wishes => {
	const topics = new Map<Topic, number>();
	const rooms = new Map<Room, { asked: number; state: PresenceState | undefined }>();

	/** Ends what was asked for once; with `undefined` left nobody asks any more. */
	const endOf = <K, V>(map: Map<K, V>, key: K, left: () => V | undefined): Unsubscribe => {
		let ended = false;
		return () => {
			if (ended) return;
			ended = true;
			const value = left();
			if (value === undefined) map.delete(key);
			else map.set(key, value);
			onChange();
		};
	};

	return {
		get current() {
			return {
				topics: [...topics.keys()],
				rooms: [...rooms].map(([room, { state }]) => ({ room, ...(state !== undefined && { state }) })),
			};
		},
		follow(topic) {
			if (!topicSchema.safeParse(topic).success)
				throw new RealtimeError('TOPIC_INVALID', `There is no topic of this name: ${String(topic).slice(0, 100)}`);
			if (!topics.has(topic) && topics.size >= maximumTopics)
				throw new RealtimeError('TOO_MANY_TOPICS', `One connection may follow ${maximumTopics} topics.`);
			topics.set(topic, (topics.get(topic) ?? 0) + 1);
			onChange();
			return endOf(topics, topic, () => {
				const left = (topics.get(topic) ?? 1) - 1;
				return left > 0 ? left : undefined;
			});
		},
		enter(room, state) {
			if (!roomSchema.safeParse(room).success)
				throw new RealtimeError('ROOM_INVALID', `There is no room of this name: ${String(room).slice(0, 100)}`);
			if (!clientFrames.presence.safeParse({ room, state }).success || sizeOf(state) > maximumStateSize)
				throw new RealtimeError(
					'STATE_TOO_LARGE',
					`What is said in a room has at most ${maximumStateSize} bytes of JSON.`,
				);
			if (!rooms.has(room) && rooms.size >= maximumRooms)
				throw new RealtimeError('TOO_MANY_ROOMS', `One connection may be in ${maximumRooms} rooms.`);
			rooms.set(room, { asked: (rooms.get(room)?.asked ?? 0) + 1, state });
			onChange();
			return endOf(rooms, room, () => {
				const { asked = 1, state: said } = rooms.get(room) ?? {};
				return asked > 1 ? { asked: asked - 1, state: said } : undefined;
			});
		},
	};
};

const sizeOf = (state: PresenceState | undefined): number =>
	state === undefined ? 0 : new TextEncoder().encode(JSON.stringify(state)).length;

/**
 * What several tabs want together, as far as one connection may have it; of two who speak in one
 * room the later of the list is heard.
 */
export const joinWishes = (all: readonly TabWishes[], { maximumTopics, maximumRooms }: WishLimits): TabWishes => {
	const topics = new Set(all.flatMap((wishes) => wishes.topics));
	const rooms = new Map(all.flatMap((wishes) => wishes.rooms).map((entry) => [entry.room, entry]));
	return { topics: [...topics].slice(0, maximumTopics), rooms: [...rooms.values()].slice(0, maximumRooms) };
};
