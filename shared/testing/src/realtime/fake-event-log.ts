import type { ServerEventName, StreamPosition } from '@flotilla/contracts';

export interface FakeLoggedEvent {
	name: ServerEventName;
	payload: unknown;
	offset: number;
	/** When it was raised, ISO 8601. */
	at: string;
	/** The one person who may see it. Undefined: whoever may see its subject. */
	onlyFor: string | undefined;
	/** Whose the subject is, where the payload does not say. */
	ownerId: string | undefined;
}

/** Where a connection begins. */
export interface FakeLogStart extends StreamPosition {
	/** Whether every event after `offset` is still there. */
	resumed: boolean;
	/** Those events. */
	missed: readonly FakeLoggedEvent[];
}

/** Every event so far with its place, as the server's log in the database. */
export interface FakeEventLog {
	readonly position: StreamPosition;
	append(event: Pick<FakeLoggedEvent, 'name' | 'payload' | 'onlyFor' | 'ownerId'>): FakeLoggedEvent;
	/** From `resume` on when nothing after it was forgotten, else from now on. */
	begin(resume: StreamPosition | undefined): FakeLogStart;
	/** Begins another epoch with nothing in it: nobody can resume. */
	forget(): void;
}

export const createFakeEventLog = (): FakeEventLog => {
	let events: FakeLoggedEvent[] = [];
	let epoch = 1;
	let offset = 0;
	return {
		get position() {
			return { epoch: String(epoch), offset };
		},
		append(event) {
			offset += 1;
			const logged = { ...event, offset, at: new Date().toISOString() };
			events.push(logged);
			return logged;
		},
		begin(resume) {
			const afresh = { epoch: String(epoch), offset, resumed: false, missed: [] };
			if (resume === undefined || resume.epoch !== String(epoch)) return afresh;
			const missed = events.filter((event) => event.offset > resume.offset);
			return missed.length === offset - resume.offset ? { ...resume, resumed: true, missed } : afresh;
		},
		forget() {
			events = [];
			epoch += 1;
		},
	};
};
