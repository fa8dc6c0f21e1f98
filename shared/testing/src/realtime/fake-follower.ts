import { type PresenceChanged, presenceTopic, type Topic, topicsOf } from '@flotilla/contracts';
import type { FakeLoggedEvent } from './fake-event-log.ts';

/** What one connection follows. */
export interface FakeFollower {
	/** Null until a token was accepted. */
	userId: string | null;
	/** The last one that was accepted. */
	token: string | undefined;
	/** Whether every visible event follows: until topics were named. */
	everything: boolean;
	topics: Set<Topic>;
	/** An event, with its place in the log. */
	sendEvent(event: FakeLoggedEvent): void;
	/** What has no place in the log. */
	sendEphemeral(name: 'presence:changed', payload: PresenceChanged): void;
	/** Says that it lives; `offset`: everything up to there was sent. */
	sendHeartbeat(offset: number): void;
}

export interface FakeAudience {
	/** Default: everybody sees everything. */
	maySee?(userId: string, event: Pick<FakeLoggedEvent, 'name' | 'payload' | 'ownerId'>): boolean;
	/** Default: everybody may follow everything. */
	mayFollow?(userId: string, topic: Topic): boolean;
}

/** Whether an event is for a follower: it may be seen, and it is followed. */
export const wantsEvent = (
	{ userId, everything, topics }: FakeFollower,
	{ name, payload, onlyFor, ownerId }: FakeLoggedEvent,
	{ maySee = () => true }: FakeAudience,
): boolean => {
	if (userId === null || (onlyFor !== undefined && onlyFor !== userId)) return false;
	if (onlyFor === undefined && !maySee(userId, { name, payload, ownerId })) return false;
	return everything || topicsOf(name, payload).some((topic) => topics.has(topic));
};

/** Adds what may be followed, and gives back what may not. */
export const addTopics = (
	{ userId, topics }: FakeFollower,
	names: readonly Topic[],
	{ mayFollow = () => true }: FakeAudience,
): Topic[] => {
	const refused = names.filter((name) => userId === null || !mayFollow(userId, name));
	for (const name of names) if (!refused.includes(name)) topics.add(name);
	return refused;
};

export const followsPresenceOf = ({ topics }: FakeFollower, room: PresenceChanged['room']): boolean =>
	topics.has(presenceTopic(room));
