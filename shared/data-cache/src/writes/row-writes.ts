import type { Endpoint, HttpMethod } from '@flotilla/contracts';
import type { Row } from '../cache/change.ts';
import type { Write } from '../cache/queued-writes.ts';
import { ResourceError } from '../resource/resource-error.ts';
import type { RowDefinition } from '../resource/row-definition.ts';
import type { RowResource } from '../resource/row-resource.ts';
import { draftVersion, type Writer } from './perform-write.ts';

export interface RowWriteOptions {
	/** Gives up the request, not what the server may have done of it. */
	signal?: AbortSignal | undefined;
	/** Default: one of its own for each write. */
	idempotencyKey?: string | undefined;
}

export interface VersionedWriteOptions extends RowWriteOptions {
	/**
	 * The version that the change is made on; somebody else's change in between is refused with `VERSION_CONFLICT`, see
	 * `conflictOf`. One's own changes that are still on their way are none of somebody else. `any`: whatever it is.
	 * Default: that of the row as it is cached.
	 */
	ifMatch?: number | 'any' | undefined;
}

export interface CreateOptions extends RowWriteOptions {
	/** A UUID for the new row, where the server lets clients choose it. Default: one is made. */
	id?: string | undefined;
}

/** Writes that show at once in every cached list and item, and are taken back if the server refuses. */
export interface RowWrites {
	create(body: unknown, options?: CreateOptions): Promise<Row>;
	update(id: string, change: unknown, options?: VersionedWriteOptions): Promise<Row>;
	remove(id: string, options?: VersionedWriteOptions): Promise<void>;
	bulkUpdate(ids: readonly string[], change: unknown, options?: RowWriteOptions): Promise<readonly Row[]>;
	bulkRemove(ids: readonly string[], options?: RowWriteOptions): Promise<void>;
}

export interface RowWritesContext {
	resource: RowResource;
	writer: Writer;
	/** The row as it is shown. */
	findShown(id: string): Row | undefined;
	userId(): string;
	now(): number;
}

export const createRowWrites = ({ resource, writer, findShown, userId, now }: RowWritesContext): RowWrites => {
	const { definition } = resource;

	const shown = (endpoint: Endpoint, body: unknown): { shown?: unknown } => {
		const checked = check(endpoint, body);
		return checked === undefined ? {} : { shown: definition.toShown(checked.body) };
	};

	const perform = async (
		endpoint: Endpoint,
		write: Pick<Write, 'kind' | 'rowIds'> & Partial<Write> & { params?: Record<string, string>; body?: unknown },
		{ signal, idempotencyKey = crypto.randomUUID() }: RowWriteOptions,
		readRows: (answer: unknown) => readonly Row[],
		isOwnId = false,
	): Promise<readonly Row[]> => {
		const { params, body, ...rest } = write;
		const { method, path } = endpoint as { method: HttpMethod; path: `/${string}` };
		return writer.perform({
			resource,
			endpoint,
			isOwnId,
			signal,
			readRows,
			write: {
				id: crypto.randomUUID(),
				idempotencyKey,
				resource: definition.name,
				isTemporary: false,
				...rest,
				request: { method, path, params: { ...definition.params, ...params }, ...(body !== undefined && { body }) },
			},
		});
	};

	const versionOf = (endpoint: Endpoint, id: string, ifMatch: number | 'any' | undefined): { ifMatch?: number } => {
		const version = ifMatch ?? findShown(id)?.version;
		return endpoint.conditional !== true || typeof version !== 'number' ? {} : { ifMatch: version };
	};

	return {
		async create(body, { id, ...options } = {}) {
			const endpoint = need(definition, 'create');
			const rowId = id ?? crypto.randomUUID();
			const sent = definition.toCreateBody(body, definition.takesId ? rowId : undefined);
			const checked = check(endpoint, sent);
			const draft = checked && definition.draft(checked.body, { id: rowId, now: toInstant(now()), userId: userId() });
			const rows = await perform(
				endpoint,
				{
					kind: 'create',
					rowIds: [rowId],
					isTemporary: !definition.takesId,
					body: sent,
					...(draft !== undefined && { shown: { ...draft, id: rowId, version: draftVersion } }),
				},
				options,
				(answer) => [answer as Row],
				id === undefined,
			);
			return rows[0] as Row;
		},
		async update(id, change, { ifMatch, ...options } = {}) {
			const endpoint = need(definition, 'update');
			const body = definition.toUpdateBody(change);
			const [row] = await perform(
				endpoint,
				{
					kind: 'update',
					rowIds: [id],
					params: { id },
					body,
					...shown(endpoint, body),
					...versionOf(endpoint, id, ifMatch),
				},
				options,
				(answer) => [answer as Row],
			);
			return row as Row;
		},
		async remove(id, { ifMatch, ...options } = {}) {
			const endpoint = need(definition, 'remove');
			const write = { kind: 'remove', rowIds: [id], params: { id }, ...versionOf(endpoint, id, ifMatch) } as const;
			await perform(endpoint, write, options, () => []);
		},
		async bulkUpdate(ids, change, options = {}) {
			const endpoint = need(definition, 'bulkUpdate');
			if (ids.length === 0) return [];
			const body = definition.toBulkUpdateBody(ids, change);
			// Whether the change would be good for one row is what can be checked here of what is shown.
			const one = definition.toUpdateBody(change);
			const write = {
				kind: 'update',
				rowIds: [...ids],
				body,
				...shown(definition.endpoints.update ?? endpoint, one),
			} as const;
			return perform(endpoint, write, options, definition.toBulkRows);
		},
		async bulkRemove(ids, options = {}) {
			const endpoint = need(definition, 'bulkRemove');
			if (ids.length === 0) return;
			const body = definition.toBulkRemoveBody(ids);
			await perform(endpoint, { kind: 'remove', rowIds: [...ids], body }, options, () => []);
		},
	};
};

/** The body as the server will read it; undefined for one that it is sure to refuse. */
const check = (endpoint: Endpoint, body: unknown): { body: unknown } | undefined => {
	if (endpoint.body === undefined) return { body };
	const parsed = endpoint.body.safeParse(body);
	return parsed.success ? { body: parsed.data } : undefined;
};

const need = (
	{ name, endpoints }: RowDefinition,
	what: 'create' | 'update' | 'remove' | 'bulkUpdate' | 'bulkRemove',
) => {
	const endpoint = endpoints[what];
	if (endpoint === undefined) {
		throw new ResourceError('RESOURCE_CANNOT', `The resource "${name}" has no endpoint for ${what}.`);
	}
	return endpoint;
};

const toInstant = (milliseconds: number): string => new Date(milliseconds).toISOString();
