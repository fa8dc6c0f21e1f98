import type { EventPayload, Permission, Role, ServerEventName, StreamPosition } from '@flotilla/contracts';
import { inBatches } from '@flotilla/server';
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

/**
 * Hands in events. They are stored in the order given when all the rest of the write is done: their numbers are one
 * counter for all writes, and whoever held it while waiting for a row would wait for somebody who waits for the counter.
 */
export type AppendEvent = (events: NewEvent | readonly NewEvent[]) => Promise<void>;

/** Events that one statement stores. */
const batchSize = 1000;

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
	/** Called after a write that appended, with what it did, in the tick in which that is known to be stored. Returns its unsubscribe. */
	onAppended(listener: (events: readonly EventRow[]) => void): () => void;
}

export interface EventLogOptions {
	database: Kysely<Schema>;
	clock: Clock;
	/** Seconds an event is kept. */
	retention: number;
	/** Runs last but for the events in the transaction of every write, whether it appended or not. */
	beforeCommit?: (transaction: Transaction<Schema>) => Promise<void>;
}

export const createEventLog = ({ database, clock, retention, beforeCommit }: EventLogOptions): EventLog => {
	const listeners = new Set<(events: readonly EventRow[]) => void>();

	/** Takes the counter's lock until the end of the transaction. Answers the rows as they are stored. */
	const appendTo =
		(transaction: Transaction<Schema>) =>
		async (events: readonly NewEvent[]): Promise<EventRow[]> => {
			const now = new Date(clock.now());
			const rows = JSON.stringify(events.map(({ ownerId = null, ...event }) => ({ ...event, ownerId })));
			const { rows: stored } = await sql<{ offset: number }>`
				with stream as (
					update event_stream set last_offset = last_offset + ${events.length}::int returning last_offset
				)
				insert into events ("offset", type, payload, permission, roles, owner_id, created_at)
				select last_offset - ${events.length}::int + place, event->>'type', event->'payload', event->>'permission',
					case when event->'roles' is not null then array(select jsonb_array_elements_text(event->'roles')) end,
					(event->>'ownerId')::uuid, ${now}::timestamptz
				from stream, jsonb_array_elements(${rows}::text::jsonb) with ordinality as appended (event, place)
				order by place
				returning "offset"
			`.execute(transaction);
			return events.map(({ type, payload, permission = null, roles = null, ownerId = null }, index) => ({
				offset: stored[index]?.offset ?? 0,
				type,
				payload,
				permission,
				roles,
				owner_id: ownerId,
				created_at: now,
			}));
		};

	return {
		async write(change) {
			const rows: EventRow[] = [];
			const result = await database.transaction().execute(async (transaction) => {
				const events: NewEvent[] = [];
				const changed = await change(transaction, async (given) => {
					if ('type' in given) events.push(given);
					else for (const event of given) events.push(event);
				});
				await beforeCommit?.(transaction);
				const append = appendTo(transaction);
				await inBatches(events, batchSize, async (batch) => rows.push(...(await append(batch))));
				return changed;
			});
			if (rows.length > 0) for (const listener of [...listeners]) listener(rows);
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
