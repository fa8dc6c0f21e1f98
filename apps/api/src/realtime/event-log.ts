import type { EventPayload, Permission, Role, ServerEventName, StreamPosition } from '@flotilla/contracts';
import { type Kysely, sql, type Transaction } from 'kysely';
import type { Clock } from '../clock.ts';
import type { EventRow, Schema } from '../database/schema.ts';

export type NewEvent = {
	[N in ServerEventName]: {
		type: N;
		payload: EventPayload<N>;
		/** Who has it sees the event, */
		permission?: Permission | null;
		/** and so do people of these roles, */
		roles?: Role[];
		/** and so does this person. */
		ownerId?: string;
	};
}[ServerEventName];

/** Stores events in the order given, with one statement. Without any it does nothing. */
export type AppendEvent = (...events: NewEvent[]) => Promise<void>;

/**
 * The events that pages are told about, numbered in the order in which their changes became
 * visible. An event is stored in the transaction of its change: both happen or neither.
 */
export interface EventLog {
	/** Runs `change` in a transaction; what it appended is announced once that is stored. */
	write<T>(change: (transaction: Transaction<Schema>, append: AppendEvent) => Promise<T>): Promise<T>;
	position(): Promise<StreamPosition>;
	/** The offset of the oldest event that is kept, or null. */
	oldestOffset(): Promise<number | null>;
	/** Events after `offset`, at most `limit`, in order. */
	readAfter(offset: number, limit: number): Promise<EventRow[]>;
	/** Forgets events older than the retention. */
	prune(): Promise<void>;
	/** Called after a write that appended, with the types of its events, in the tick in which it is known to be stored. Returns its unsubscribe. */
	onAppended(listener: (types: ReadonlySet<string>) => void): () => void;
}

export interface EventLogOptions {
	database: Kysely<Schema>;
	clock: Clock;
	/** Seconds an event is kept. */
	retention: number;
	/** Runs last in the transaction of every write, whether it appended or not. */
	beforeCommit?: (transaction: Transaction<Schema>) => Promise<void>;
}

export const createEventLog = ({ database, clock, retention, beforeCommit }: EventLogOptions): EventLog => {
	const listeners = new Set<(types: ReadonlySet<string>) => void>();

	/** Takes the counter's lock until the end of the transaction: append last. */
	const appendTo =
		(transaction: Transaction<Schema>): AppendEvent =>
		async (...events) => {
			const rows = JSON.stringify(events.map(({ ownerId = null, ...event }) => ({ ...event, ownerId })));
			await sql`
				with stream as (
					update event_stream set last_offset = last_offset + ${events.length}::int returning last_offset
				)
				insert into events ("offset", type, payload, permission, roles, owner_id, created_at)
				select last_offset - ${events.length}::int + place, event->>'type', event->'payload', event->>'permission',
					case when event->'roles' is not null then array(select jsonb_array_elements_text(event->'roles')) end,
					(event->>'ownerId')::uuid, ${new Date(clock.now())}::timestamptz
				from stream, jsonb_array_elements(${rows}::text::jsonb) with ordinality as appended (event, place)
			`.execute(transaction);
		};

	return {
		async write(change) {
			const types = new Set<string>();
			const result = await database.transaction().execute(async (transaction) => {
				const append = appendTo(transaction);
				const changed = await change(transaction, async (...events) => {
					if (events.length === 0) return;
					for (const { type } of events) types.add(type);
					await append(...events);
				});
				await beforeCommit?.(transaction);
				return changed;
			});
			if (types.size > 0) for (const listener of [...listeners]) listener(types);
			return result;
		},
		async position() {
			const { epoch, last_offset: offset } = await database
				.selectFrom('event_stream')
				.select(['epoch', 'last_offset'])
				.executeTakeFirstOrThrow();
			return { epoch, offset };
		},
		async oldestOffset() {
			const { oldest } = await database
				.selectFrom('events')
				.select((query) => query.fn.min('offset').as('oldest'))
				.executeTakeFirstOrThrow();
			return oldest;
		},
		readAfter: (offset, limit) =>
			database.selectFrom('events').selectAll().where('offset', '>', offset).orderBy('offset').limit(limit).execute(),
		async prune() {
			await database
				.deleteFrom('events')
				.where('created_at', '<', new Date(clock.now() - retention * 1000))
				.execute();
		},
		onAppended(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
	};
};
