import { randomUUID } from 'node:crypto';
import { type ErrorCode, type PresenceState, presenceTopic, type Room, roomOf, type Topic } from '@flotilla/contracts';
import type { Log } from '@flotilla/server';
import type { Clock } from '../clock.ts';
import type { Audience, AudienceMember } from '../realtime/audience.ts';
import { mayFollow } from '../realtime/may-follow.ts';
import { createOutgoingFrame, type OutgoingFrame } from '../realtime/outgoing-frame.ts';
import type { Settings } from '../settings.ts';
import type { Signals } from '../signals/signals.ts';
import type { PresenceExchange } from './presence-exchange.ts';
import { type LocalMember, mergeMembers } from './room-members.ts';

/** Who is where right now. Nothing of it is stored: it goes with the connection, or with the node. */
export interface Presence {
	/** Enters a room or says something new in it. Returns why not. */
	enter(
		follower: AudienceMember,
		room: Room,
		state: PresenceState | null,
	): { code: ErrorCode; message: string } | undefined;
	leave(follower: AudienceMember, room: Room): void;
	leaveAll(follower: AudienceMember): void;
	/** Tells who is in the rooms whose presence somebody just began to follow. */
	tellRooms(topics: readonly Topic[]): void;
	/** Looks again whether somebody may be where they are: their role has changed. */
	review(userId: string): void;
	close(): Promise<void>;
}

export interface PresenceOptions {
	log: Log;
	clock: Clock;
	settings: Pick<Settings, 'maximumRooms' | 'maximumPresenceState' | 'maximumPresenceMembers' | 'presenceDelay'>;
	audience: Audience;
	signals: Signals;
	exchange: PresenceExchange;
	/** Undefined for somebody who is no more. */
	nameOf(userId: string): Promise<string | undefined>;
}

interface Entry {
	since: string;
	state: PresenceState | null;
	saidAt: number;
}

const channel = 'presence';

export const createPresence = (options: PresenceOptions): Presence => {
	const { log, clock, settings, audience, signals, exchange, nameOf } = options;
	const node = randomUUID();
	const rooms = new Map<Room, Map<AudienceMember, Entry>>();
	const roomsOf = new Map<AudienceMember, Set<Room>>();
	const waiting = new Map<Room, NodeJS.Timeout>();
	/** Rooms whose members here have changed since others were told. */
	const changed = new Set<Room>();
	let work: Promise<void> = Promise.resolve();

	const remove = (follower: AudienceMember, room: Room) => {
		const members = rooms.get(room);
		if (members?.delete(follower) !== true) return;
		if (members.size === 0) rooms.delete(room);
		const left = roomsOf.get(follower);
		left?.delete(room);
		if (left?.size === 0) roomsOf.delete(follower);
		touch(room);
	};

	const readMembers = async (room: Room): Promise<LocalMember[]> => {
		const entries = [...(rooms.get(room) ?? [])];
		const read = entries.map(async ([{ subject }, entry]): Promise<LocalMember[]> => {
			if (subject === undefined) return [];
			const name = await nameOf(subject.userId);
			return name === undefined ? [] : [{ userId: subject.userId, name, ...entry }];
		});
		return mergeMembers((await Promise.all(read)).flat());
	};

	const describe = async (room: Room, here: readonly LocalMember[]): Promise<OutgoingFrame> => {
		const elsewhere = await exchange.elsewhere(room).catch((error: unknown) => {
			log.debug({ err: error }, 'presence on other nodes is not known');
			return [];
		});
		const members = mergeMembers([...here, ...elsewhere]);
		return createOutgoingFrame({
			type: 'presence:changed',
			payload: {
				room,
				members: members
					.slice(0, settings.maximumPresenceMembers)
					.map(({ userId, name, since, state }) => ({ userId, name, since, state })),
				total: members.length,
			},
			timestamp: new Date(clock.now()).toISOString(),
			id: randomUUID(),
			source: 'api',
		});
	};

	const isTold = ({ subject, live }: AudienceMember, room: Room) =>
		live && subject !== undefined && mayFollow(subject, presenceTopic(room));

	const announce = async (room: Room) => {
		const here = await readMembers(room);
		if (changed.delete(room)) {
			await exchange.share(room, here).catch((error: unknown) => {
				log.debug({ err: error }, 'presence could not be shared');
			});
			signals.publish(channel, { node, room });
		}
		const frame = await describe(room, here);
		const told = new Set([...(rooms.get(room)?.keys() ?? []), ...audience.following(presenceTopic(room))]);
		for (const follower of told) if (isTold(follower, room)) follower.outlet.write(frame);
	};

	/** Many changes in a moment become one message; one room after the other, so that the last word is the newest. */
	const announceSoon = (room: Room) => {
		if (waiting.has(room)) return;
		const timer = setTimeout(() => {
			waiting.delete(room);
			work = work
				.then(() => announce(room))
				.catch((error: unknown) => log.error({ err: error }, 'presence could not be told'));
		}, settings.presenceDelay);
		waiting.set(room, timer);
	};

	const touch = (room: Room) => {
		changed.add(room);
		announceSoon(room);
	};

	const stopListening = signals.subscribe(channel, (message) => {
		const { node: from, room } = message as { node: string; room: Room };
		const isWatched = rooms.has(room) || audience.isFollowed(presenceTopic(room));
		if (from !== node && isWatched) announceSoon(room);
	});

	return {
		enter(follower, room, state) {
			if (follower.subject === undefined || !mayFollow(follower.subject, room)) {
				return { code: 'FORBIDDEN', message: 'You do not have permission to be in this room.' };
			}
			if (state !== null && Buffer.byteLength(JSON.stringify(state)) > settings.maximumPresenceState) {
				return { code: 'VALIDATION_FAILED', message: `A state has ${settings.maximumPresenceState} bytes at most.` };
			}
			const own = roomsOf.get(follower) ?? new Set();
			if (!own.has(room) && own.size >= settings.maximumRooms) {
				return { code: 'VALIDATION_FAILED', message: `One connection may be in ${settings.maximumRooms} rooms.` };
			}
			roomsOf.set(follower, own.add(room));
			const members = rooms.get(room) ?? new Map<AudienceMember, Entry>();
			rooms.set(room, members);
			const now = clock.now();
			const since = members.get(follower)?.since ?? new Date(now).toISOString();
			members.set(follower, { since, state, saidAt: now });
			touch(room);
			return undefined;
		},
		leave: remove,
		leaveAll(follower) {
			for (const room of [...(roomsOf.get(follower) ?? [])]) remove(follower, room);
		},
		tellRooms(topics) {
			for (const topic of topics) {
				const room = roomOf(topic);
				if (room !== undefined) announceSoon(room);
			}
		},
		review(userId) {
			for (const follower of audience.ofPerson(userId)) {
				for (const room of [...(roomsOf.get(follower) ?? [])]) {
					if (follower.subject !== undefined && !mayFollow(follower.subject, room)) remove(follower, room);
				}
			}
		},
		async close() {
			stopListening();
			for (const timer of waiting.values()) clearTimeout(timer);
			waiting.clear();
			await work;
			await exchange.close();
			for (const room of changed) signals.publish(channel, { node, room });
		},
	};
};
