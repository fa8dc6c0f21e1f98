import { type EventName, replayedEvents } from '@flotilla/contracts';
import type { EventMessage } from './event-message.ts';

/** The last message of each event that tells how things stand, for as long as it holds. */
export interface LastValues {
	note(message: EventMessage): void;
	of(name: EventName): EventMessage | undefined;
}

export const createLastValues = (): LastValues => {
	const last = new Map<EventName, EventMessage>();
	const endedBy = new Map<EventName, EventName[]>();
	for (const [name, ends] of Object.entries(replayedEvents)) {
		for (const end of ends) endedBy.set(end, [...(endedBy.get(end) ?? []), name as EventName]);
	}
	return {
		note(message) {
			const ended = endedBy.get(message.name);
			if (ended !== undefined) for (const name of ended) last.delete(name);
			if (Object.hasOwn(replayedEvents, message.name)) last.set(message.name, message);
		},
		of: (name) => last.get(name),
	};
};
