import { type Role, roles, type Topic } from '@flotilla/contracts';
import type { Subject } from '../auth/subject.ts';
import type { OutgoingEvent } from './outgoing-event.ts';
import type { Outlet } from './outlet.ts';
import { maySee, roleMaySee } from './visibility.ts';

/** What an audience knows of somebody who follows. */
export interface AudienceMember {
	readonly subject: Subject | undefined;
	/** Whether everything missed was sent, so that new events may follow. */
	readonly live: boolean;
	/** Whether every visible event follows, and not only those of topics. */
	readonly everything: boolean;
	readonly topics: Iterable<Topic>;
	readonly outlet: Outlet;
	identify(subject: Subject): void;
	receive(event: OutgoingEvent): void;
}

/**
 * Who follows what, by role, topic and person: an event goes to sets of followers, and nobody
 * is asked whether it is for them who is in none of these.
 */
export interface Audience {
	/** Puts a follower where it belongs now: after its person, its topics or its being live changed. */
	place(follower: AudienceMember): void;
	remove(follower: AudienceMember): void;
	/** Hands an event to everybody live who may see it and follows it. */
	deliver(event: OutgoingEvent): void;
	/** Everybody live who follows `topic` by name. */
	following(topic: Topic): Iterable<AudienceMember>;
	/** Whether anybody here follows `topic`. */
	isFollowed(topic: Topic): boolean;
	ofPerson(userId: string): Iterable<AudienceMember>;
	has(userId: string): boolean;
	/** Ids of everybody who is connected. */
	people(): Iterable<string>;
	all(): Iterable<AudienceMember>;
	/** Hears when a person's first connection comes or the last one goes. */
	onChange(listener: (userId: string, isHere: boolean) => void): () => void;
}

/** Where a follower was put, so that it can be taken from there. */
interface Place {
	userId: string;
	role: Role | undefined;
	topics: readonly Topic[];
}

const none: readonly never[] = [];

const addTo = <K>(index: Map<K, Set<AudienceMember>>, key: K, follower: AudienceMember): boolean => {
	const found = index.get(key);
	if (found === undefined) index.set(key, new Set([follower]));
	else found.add(follower);
	return found === undefined;
};

const removeFrom = <K>(index: Map<K, Set<AudienceMember>>, key: K, follower: AudienceMember): boolean => {
	const found = index.get(key);
	found?.delete(follower);
	if (found?.size !== 0) return false;
	return index.delete(key);
};

export const createAudience = (): Audience => {
	const places = new Map<AudienceMember, Place>();
	const byRole = new Map<Role, Set<AudienceMember>>();
	const byTopic = new Map<Topic, Set<AudienceMember>>();
	const byPerson = new Map<string, Set<AudienceMember>>();
	const listeners = new Set<(userId: string, isHere: boolean) => void>();

	const announce = (userId: string, isHere: boolean) => {
		for (const listener of [...listeners]) listener(userId, isHere);
	};

	const liftOut = (follower: AudienceMember, { role, topics }: Place) => {
		if (role !== undefined) removeFrom(byRole, role, follower);
		for (const topic of topics) removeFrom(byTopic, topic, follower);
	};

	return {
		place(follower) {
			const { subject, live, everything } = follower;
			if (subject === undefined) return;
			const before = places.get(follower);
			if (before !== undefined) liftOut(follower, before);
			const place: Place = {
				userId: subject.userId,
				role: live && everything ? subject.role : undefined,
				topics: live ? [...follower.topics] : none,
			};
			places.set(follower, place);
			if (place.role !== undefined) addTo(byRole, place.role, follower);
			for (const topic of place.topics) addTo(byTopic, topic, follower);
			if (before === undefined && addTo(byPerson, place.userId, follower)) announce(place.userId, true);
		},
		remove(follower) {
			const place = places.get(follower);
			if (place === undefined) return;
			places.delete(follower);
			liftOut(follower, place);
			if (removeFrom(byPerson, place.userId, follower)) announce(place.userId, false);
		},
		deliver(event) {
			const { row, topics } = event;
			for (const role of roles) {
				if (!roleMaySee(role, row)) continue;
				for (const follower of byRole.get(role) ?? none) follower.receive(event);
			}
			if (row.owner_id !== null) {
				for (const follower of byPerson.get(row.owner_id) ?? none) {
					if (follower.live && follower.everything) follower.receive(event);
				}
			}
			for (const topic of topics) {
				for (const follower of byTopic.get(topic) ?? none) {
					if (follower.subject !== undefined && maySee(follower.subject, row)) follower.receive(event);
				}
			}
		},
		following: (topic) => byTopic.get(topic) ?? none,
		isFollowed: (topic) => byTopic.has(topic),
		ofPerson: (userId) => [...(byPerson.get(userId) ?? none)],
		has: (userId) => byPerson.has(userId),
		people: () => byPerson.keys(),
		all: () => [...places.keys()],
		onChange(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
	};
};
