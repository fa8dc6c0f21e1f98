import { roomOf, type Topic } from '@flotilla/contracts';
import type { Subject } from '../auth/subject.ts';

/**
 * Whether somebody may follow a topic, or be in the room of one.
 *
 * It keeps people from waiting for what never comes, and from seeing who is where. What events
 * reach them is decided at each event: see `maySee`.
 */
export const mayFollow = (subject: Subject, topic: Topic): boolean => {
	const room = roomOf(topic);
	const [area, id] = (room ?? topic).split(':');
	switch (area) {
		case 'users':
			return subject.can('users:read') || id === subject.userId;
		case 'files':
			if (id === subject.userId) return true;
			// The page of files is everybody's who has it; what follows there are one's own events.
			return id === undefined ? subject.can('files:read') : subject.can('files:read-any');
		case 'data':
		case 'sessions':
			return true;
		default:
			return false;
	}
};
