import type { StreamPosition, Topic } from '@flotilla/contracts';
import type { Subject } from '../auth/subject.ts';
import type { Settings } from '../settings.ts';
import type { Audience, AudienceMember } from './audience.ts';
import { mayFollow } from './may-follow.ts';
import type { OutgoingEvent, PrepareEvent } from './outgoing-event.ts';
import type { Outlet } from './outlet.ts';
import type { Replay, ReplayStart } from './replay.ts';
import { maySee } from './visibility.ts';

/** What all followers share. */
export interface FollowerContext {
	settings: Pick<Settings, 'maximumTopics'>;
	audience: Audience;
	replay: Replay;
	prepare: PrepareEvent;
}

export interface Following {
	accepted: Topic[];
	refused: Topic[];
	/** Whether some were refused because there were too many, not because they may not be seen. */
	tooMany: boolean;
}

/**
 * One person's place in the event log, whatever the wire: gets first what was missed, then what
 * comes, in order and once; only what the person may see and, once topics were named, of those.
 */
export class Follower implements AudienceMember {
	readonly outlet: Outlet;
	readonly #context: FollowerContext;
	#subject: Subject | undefined;
	/** Undefined until topics were named. */
	#topics: Set<Topic> | undefined;
	/** Whether every visible event follows. */
	#everything = true;
	#live = false;
	#closed = false;
	#catchingUp: Promise<void> | undefined;
	/** Events up to here were sent or are not for this person. */
	#cursor = 0;

	constructor(context: FollowerContext, outlet: Outlet) {
		this.#context = context;
		this.outlet = outlet;
	}

	get subject(): Subject | undefined {
		return this.#subject;
	}

	get everything(): boolean {
		return this.#everything;
	}

	get topics(): Iterable<Topic> {
		return this.#topics ?? [];
	}

	get live(): boolean {
		return this.#live;
	}

	/** Every event up to here was sent, or is not for this person. */
	get position(): number {
		return this.#live ? Math.max(this.#cursor, this.#context.replay.head) : this.#cursor;
	}

	/** Says who follows: at the beginning, with a renewed token, or when the role has changed. */
	identify(subject: Subject): void {
		this.#subject = subject;
		this.#context.audience.place(this);
	}

	/** Settles where to begin. Nothing is sent before `catchUp`. */
	async begin(resume: StreamPosition | undefined): Promise<ReplayStart> {
		const start = await this.#context.replay.begin(resume);
		this.#cursor = Math.max(this.#cursor, start.offset);
		return { ...start, offset: this.#cursor };
	}

	/** Where a follower is whose token was renewed. */
	continue(): Promise<ReplayStart> {
		return this.#context.replay.continueFrom(this.position);
	}

	/** Sends what was missed, then becomes live. Asked again on the way, it goes the same way. */
	catchUp(): Promise<void> {
		this.#catchingUp ??= this.#catchUp().finally(() => {
			this.#catchingUp = undefined;
		});
		return this.#catchingUp;
	}

	async #catchUp(): Promise<void> {
		const { replay, prepare, audience } = this.#context;
		await replay.catchUp({
			from: () => (this.#closed ? Number.POSITIVE_INFINITY : this.#cursor),
			send: (row) => {
				const event = prepare(row);
				if (this.#wants(event)) this.receive(event);
				else this.#cursor = row.offset;
				return this.#closed ? undefined : this.outlet.drained();
			},
			caughtUp: () => {
				if (this.#closed) return;
				this.#live = true;
				audience.place(this);
			},
		});
	}

	/** Follows these and no others, e.g. the ones named with the token. */
	follow(topics: readonly Topic[]): Following {
		this.#everything = false;
		this.#topics = new Set();
		return this.subscribe(topics);
	}

	/** Who follows everything gets no more by it, but for presence. */
	subscribe(topics: readonly Topic[]): Following {
		const followed = this.#topics ?? new Set();
		this.#topics = followed;
		const wanted = [...new Set(topics)];
		const subject = this.#subject;
		const visible = wanted.filter((topic) => subject !== undefined && mayFollow(subject, topic));
		const added = visible.filter((topic) => !followed.has(topic));
		const room = Math.max(0, this.#context.settings.maximumTopics - followed.size);
		for (const topic of added.slice(0, room)) followed.add(topic);
		this.#context.audience.place(this);
		return {
			accepted: [...followed],
			refused: wanted.filter((topic) => !followed.has(topic)),
			tooMany: added.length > room,
		};
	}

	unsubscribe(topics: readonly Topic[]): Topic[] {
		for (const topic of topics) this.#topics?.delete(topic);
		this.#context.audience.place(this);
		return [...this.topics];
	}

	/** Takes an event that this person may see, unless it was here before. */
	receive({ row, frame }: OutgoingEvent): void {
		if (this.#closed || row.offset <= this.#cursor) return;
		this.#cursor = row.offset;
		this.outlet.write(frame);
	}

	/** Gets nothing more. */
	close(): void {
		this.#closed = true;
		this.#live = false;
		this.#context.audience.remove(this);
	}

	#wants(event: OutgoingEvent): boolean {
		if (this.#subject === undefined || !maySee(this.#subject, event.row)) return false;
		return this.#everything || event.topics.some((topic) => this.#topics?.has(topic));
	}
}
