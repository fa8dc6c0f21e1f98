import type { ApiClient } from '@flotilla/api-client';
import type { Endpoint, PageCursors, Pagination } from '@flotilla/contracts';
import type { CachedResource, Outcome } from '../cache/cached-resource.ts';
import type { Change, Row } from '../cache/change.ts';
import type { ResourceKey } from '../cache/resource-key.ts';
import { isSameData } from '../cache/same-data.ts';
import { applyToList } from './apply-to-list.ts';
import type { ListAnswer } from './list-window.ts';
import type { RowDefinition } from './row-definition.ts';
import { showInList, showRow } from './show-writes.ts';

export type Request = (endpoint: Endpoint, input: RequestInput) => Promise<unknown>;

interface RequestInput {
	params?: Readonly<Record<string, string>>;
	query?: Readonly<Record<string, unknown>>;
	body?: unknown;
	dedupe?: boolean;
	ifMatch?: number;
	idempotencyKey?: string;
	notify?: boolean;
	signal?: AbortSignal;
}

/** The client's `request` for endpoints that are only known at run time. */
export const toRequest =
	(client: Pick<ApiClient, 'request'>): Request =>
	(endpoint, input) =>
		(client.request as unknown as Request)(endpoint, input);

export interface RowResource extends CachedResource {
	readonly definition: RowDefinition;
	/** The rows of a growing list from a cursor on; its answer is what such a list holds. */
	fetchMore(key: ResourceKey, cursor: string): Promise<unknown>;
	/** A growing list with more rows at its end. */
	append(data: unknown, more: unknown): unknown;
	/** Where a growing list ends: null when that is the end of the whole. */
	endOf(data: unknown): string | null;
	readRow(id: string): Promise<Row>;
}

export interface RowResourceContext {
	request: Request;
	/** The real id where one was temporary. */
	realId(id: string): string;
}

/** Rows that one request of a growing list brings at most; the API's limit. */
const maximumLimit = 100;
const defaultLimit = 20;

export const createRowResource = (definition: RowDefinition, context: RowResourceContext): RowResource => {
	const { name, params, endpoints, answerField, rowsField, rules } = definition;
	const { request, realId } = context;

	const fromAnswer = (answer: unknown): Record<string, unknown> => {
		const { [answerField]: rows, ...rest } = answer as Record<string, unknown>;
		return { ...rest, [rowsField]: rows };
	};
	const toList = (data: unknown): ListAnswer<Row> => {
		const { [rowsField]: rows, ...rest } = data as Record<string, unknown>;
		return {
			...(rest as { pagination?: Pagination; cursors?: PageCursors; next?: string | null }),
			rows: rows as Row[],
		};
	};
	const fromList = ({ rows, ...rest }: ListAnswer<Row>): unknown => ({ ...rest, [rowsField]: rows });

	// SWR knows which requests may be shared, and that one after a change must not be.
	const fetchList = async (query: object, signal?: AbortSignal): Promise<Record<string, unknown>> =>
		fromAnswer(
			await request(endpoints.list, {
				params,
				query: definition.toQuery(query),
				dedupe: false,
				...(signal !== undefined && { signal }),
			}),
		);
	const readRow = async (id: string): Promise<Row> =>
		(await request(endpoints.read, { params: { ...params, id: realId(id) }, dedupe: false })) as Row;
	const fetchSlice = async (query: object, cursor: string, limit: number): Promise<ListAnswer<Row>> => {
		const { rows, cursors } = toList(await fetchList({ ...query, limit, cursor }));
		return { rows, next: cursors?.next ?? null };
	};
	const append = (list: ListAnswer<Row>, more: ListAnswer<Row>): ListAnswer<Row> => {
		// A row that moved down while the rest was fetched is in both.
		const ids = new Set(list.rows.map(({ id }) => id));
		return { rows: [...list.rows, ...more.rows.filter(({ id }) => !ids.has(id))], next: more.next };
	};

	/** As many rows as were here before, in as few requests as that takes. */
	const fetchGrowing = async (query: object, held: unknown): Promise<unknown> => {
		const wanted = Math.max(limitOf(query), held === undefined ? 0 : toList(held).rows.length);
		let list: ListAnswer<Row> = { rows: [], next: '' };
		while (list.next != null && list.rows.length < wanted) {
			list = append(list, await fetchSlice(query, list.next, Math.min(maximumLimit, wanted - list.rows.length)));
		}
		return fromList(list);
	};

	const applyToRow = (row: Row, change: Change): Outcome => {
		if (change.type === 'changed' || change.type === 'created') {
			const isNews = change.row.id === row.id && change.row.version >= row.version && !isSameData(row, change.row);
			return { data: isNews ? change.row : row };
		}
		if (change.id !== row.id) return { data: row };
		return change.type === 'removed' ? { data: undefined, stale: true } : { data: row, stale: true };
	};

	return {
		definition,
		name,
		owner: definition.owner,
		ttl: definition.ttl,
		isLive: definition.isLive,
		readRow,
		async fetch(key, held, signal) {
			const [kind, what] = readKey(key);
			if (kind === 'detail') return readRow(what);
			return kind === 'list' ? fetchList(what, signal) : fetchGrowing(what, held);
		},
		async fetchMore(key, cursor) {
			const [, query] = readKey(key) as ['growing', object];
			return fromList(await fetchSlice(query, cursor, limitOf(query)));
		},
		append: (data, more) => fromList(append(toList(data), toList(more))),
		endOf: (data) => toList(data).next ?? null,
		apply(key, data, change, before) {
			if (change.resource !== name) return { data };
			const [kind, what] = readKey(key);
			if (kind === 'detail') return applyToRow(data as Row, change);
			const list = toList(data);
			const outcome = applyToList(list, change, { rules, query: what, before });
			return { data: outcome.list === list ? data : fromList(outcome.list), stale: outcome.stale };
		},
		present(key, data, writes) {
			if (writes.length === 0) return data;
			const [kind, what] = readKey(key);
			if (kind === 'detail') return showRow(data as Row | undefined, realId(what), writes, definition);
			if (data === undefined) return undefined;
			const list = toList(data);
			const shown = showInList(list, what, writes, definition);
			return shown === list ? data : fromList(shown);
		},
		rowsIn(key, data) {
			const [kind] = readKey(key);
			return kind === 'detail' ? [data as Row] : toList(data).rows;
		},
		...(definition.listen !== undefined && { listen: definition.listen }),
	};
};

const limitOf = (query: object): number => ('limit' in query ? Number(query.limit) : defaultLimit);

type ReadKey = readonly ['detail', string] | readonly ['list' | 'growing', object];

const readKey = (key: ResourceKey): ReadKey => [key[1], key[2]] as unknown as ReadKey;
