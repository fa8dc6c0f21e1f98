import type { Endpoint } from '@flotilla/contracts';
import type { EventBus } from '@flotilla/event-bus';
import type { Change, Row } from '../cache/change.ts';
import type { ListRules } from './list-rules.ts';

/** The rows of the API's contract that a resource stands on. Without one of them the resource cannot do that. */
export interface RowEndpoints {
	readonly list: Endpoint;
	readonly read: Endpoint;
	readonly create?: Endpoint;
	readonly update?: Endpoint;
	readonly remove?: Endpoint;
	readonly bulkUpdate?: Endpoint;
	readonly bulkRemove?: Endpoint;
}

export interface DraftContext {
	id: string;
	/** Instant, as in the API. */
	now: string;
	/** Who is signed in; empty while that is not known. */
	userId: string;
}

/** A resource of rows with ids and versions, as the cache runs it. `createResource` makes it. */
export interface RowDefinition<R extends Row = Row, Q extends object = object> {
	/** The first element of its keys, and of nobody else's. */
	readonly name: string;
	/** The remote it belongs to. */
	readonly owner: string;
	/** Milliseconds. */
	readonly ttl: number;
	readonly isLive: boolean;
	readonly endpoints: RowEndpoints;
	/** Of every path, beside `id`. */
	readonly params: Readonly<Record<string, string>>;
	/** What the rows are called in a list's answer, and in the cache. */
	readonly answerField: string;
	readonly rowsField: string;
	toQuery(query: Q): Readonly<Record<string, unknown>>;
	readonly rules: ListRules<R, Q>;
	/** The row with the change in it. */
	merge(row: R, change: unknown): R;
	/** Of a row: what no two rows have in common. */
	identify(row: R): string;
	/** The row to show for a checked body until the server's is here; undefined shows none. */
	draft(body: unknown, context: DraftContext): R | undefined;
	/** Whether the server lets the client choose the id of a new row. */
	readonly takesId: boolean;
	toCreateBody(body: unknown, id: string | undefined): unknown;
	toUpdateBody(change: unknown): unknown;
	/** What of an update's checked body is merged into rows. */
	toShown(body: unknown): unknown;
	toBulkUpdateBody(ids: readonly string[], change: unknown): unknown;
	toBulkRemoveBody(ids: readonly string[]): unknown;
	/** The rows in the answer of a bulk update. */
	toBulkRows(answer: unknown): readonly R[];
	listen?(bus: EventBus, report: (change: Change) => void, signal: AbortSignal): void;
}
