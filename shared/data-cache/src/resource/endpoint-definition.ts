import type { Endpoint, EndpointBody, EndpointData, EndpointQuery } from '@flotilla/contracts';
import type { EventBus } from '@flotilla/event-bus';
import type { Row } from '../cache/change.ts';
import { defineRows } from './define-rows.ts';
import type { ListRules } from './list-rules.ts';
import type { DraftContext, RowDefinition, RowEndpoints } from './row-definition.ts';

/** What events say of the rows, for the cache to follow. */
export interface RowReports<R extends Row> {
	created(row: R): void;
	changed(row: R): void;
	/** `known`: fields of the row that is gone, as far as the event tells them. */
	removed(id: string, known?: Partial<R>): void;
	/** Something happened to the row, or with no id to any of them, which has to be asked for. */
	unclear(id?: string): void;
}

export type RowOf<E extends RowEndpoints> = EndpointData<E['read']> & Row;
export type QueryOf<E extends RowEndpoints> = EndpointQuery<E['list']> & object;
type BodyOf<E> = E extends Endpoint ? EndpointBody<E> : never;
export type CreateOf<E extends RowEndpoints> = BodyOf<E['create']>;
export type UpdateOf<E extends RowEndpoints> = BodyOf<E['update']>;

export interface EndpointResourceOptions<E extends RowEndpoints> {
	/** The first element of its keys: nobody else may have it. */
	name: string;
	/** The name of the remote. */
	owner: string;
	/** Rows of the contract. What is left out, the resource cannot do: its function throws RESOURCE_CANNOT. */
	endpoints: E;
	/** What the rows are called in a list's answer, e.g. `users`. */
	rows: string & keyof EndpointData<E['list']>;
	/** Of every path, beside `id`. Default: none. */
	params?: Readonly<Record<string, string>>;
	/** Milliseconds for which what was fetched needs no fetch, while no events come in. Default 300,000. */
	ttl?: number;
	/** How the server lists rows, as far as that is known here. Default: not known, lists are fetched after changes. */
	rules?: ListRules<RowOf<E>, QueryOf<E>>;
	/** The row to show of a new one's checked body. Default: none, it shows when the server has answered. */
	draft?(body: unknown, context: DraftContext): RowOf<E>;
	/** What no two rows have in common, where the server chooses ids, e.g. an address. Default: the id. */
	identify?(row: RowOf<E>): string;
	/** Default: `{ids, ...change}`. */
	toBulkUpdateBody?(ids: readonly string[], change: UpdateOf<E>): unknown;
	/** Default: `{ids}`. */
	toBulkRemoveBody?(ids: readonly string[]): unknown;
	/** Follows the events that tell of every change; then rows stay fresh while events come in. Default: none. */
	follow?(bus: EventBus, rows: RowReports<RowOf<E>>, signal: AbortSignal): void;
}

export const toEndpointDefinition = <E extends RowEndpoints>({
	rows,
	follow,
	...options
}: EndpointResourceOptions<E>): RowDefinition =>
	defineRows<RowOf<E>, QueryOf<E>>({
		...(options as Omit<typeof options, 'toBulkUpdateBody'>),
		...(options.toBulkUpdateBody !== undefined && {
			toBulkUpdateBody: (ids, change) => options.toBulkUpdateBody?.(ids, change as UpdateOf<E>),
		}),
		answerField: rows,
		isLive: follow !== undefined,
		toBulkRows: (answer) => (Array.isArray(answer) ? answer : (answer as Record<string, RowOf<E>[]>)[rows]) ?? [],
		...(follow !== undefined && {
			listen(bus, report, signal) {
				const resource = options.name;
				const reports: RowReports<RowOf<E>> = {
					created: (row) => report({ type: 'created', resource, row }),
					changed: (row) => report({ type: 'changed', resource, row }),
					removed: (id, known) => report({ type: 'removed', resource, id, ...(known !== undefined && { known }) }),
					unclear: (id) => report({ type: 'unclear', resource, ...(id !== undefined && { id }) }),
				};
				follow(bus, reports, signal);
			},
		}),
	});
