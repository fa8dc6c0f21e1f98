import { ApiError, isApiError } from '@flotilla/api-client';
import type { Endpoint } from '@flotilla/contracts';
import type { Change, Row } from '../cache/change.ts';
import type { Write, WriteAnswer, WriteQueue } from '../cache/queued-writes.ts';
import type { Request, RowResource } from '../resource/row-resource.ts';
import { type OpenWrites, renameIn } from './open-writes.ts';
import { createRowChains } from './row-chains.ts';
import { isTakenId } from './taken-id.ts';
import type { TemporaryIds } from './temporary-ids.ts';
import { noteConflict } from './write-conflict.ts';

/** Of a row that the server has not stored yet. */
export const draftVersion = 0;

export interface WritePlan {
	readonly write: Write;
	readonly resource: RowResource;
	readonly endpoint: Endpoint;
	/** Whether the id of a create was made here, so that nobody else can have taken it. */
	readonly isOwnId: boolean;
	readonly signal?: AbortSignal | undefined;
	/** See `RowWriteOptions.notify`. */
	readonly notify?: boolean | undefined;
	readRows(answer: unknown): readonly Row[];
}

export interface WriterOptions {
	open: OpenWrites;
	temporaryIds: TemporaryIds;
	request: Request;
	queue: WriteQueue | undefined;
	/** The row as the server last said it. */
	findRow(resource: string, id: string): Row | undefined;
	/** Applies what the server has done, of a write that was sent at `since`, and shows it. */
	apply(resource: string, changes: readonly Change[], since: number): void;
	/** Tells what was fetched before now from what is fetched later. */
	mark(): number;
	/** Shows it anew, after the open writes changed. */
	show(resource: string): void;
	/** Puts the stored row where the one that was only shown is. */
	replaceDraft(resource: string, id: string, row: Row): void;
}

export interface Writer {
	/** Shows the write, sends it and answers the rows; of a write that waits in the queue those that are shown. */
	perform(plan: WritePlan): Promise<readonly Row[]>;
	end(write: Write, answer: WriteAnswer): void;
	takeBack(write: Write, error: ApiError | null): void;
	clear(): void;
}

export const createWriter = (options: WriterOptions): Writer => {
	const { open, temporaryIds, request, queue, findRow, apply, mark, show } = options;
	const chains = createRowChains();
	/** Why a create failed, by its temporary id: what was to be done to its row cannot be done either. */
	const failedCreates = new Map<string, unknown>();
	let generation = 0;

	/** The write as it can be sent: with the real ids that are known by now, on the version of one's own last write. */
	const resolve = (write: Write): Write => {
		let resolved = write;
		for (const id of write.rowIds) {
			const real = temporaryIds.realId(id);
			if (real !== id && write.kind !== 'create') resolved = renameIn(resolved, id, real);
		}
		const [row = ''] = resolved.rowIds;
		return resolved.ifMatch === undefined ? resolved : { ...resolved, ifMatch: chains.follow(row, resolved.ifMatch) };
	};

	/** What has to be asked again when nobody knows what a write has done. */
	const doubt = ({ resource, rowIds }: Write): Change[] =>
		rowIds.map((id) => ({ type: 'unclear', resource, id: temporaryIds.realId(id) }));

	const changesOf = ({ resource, kind, rowIds, isTemporary }: Write, rows: readonly Row[] | undefined): Change[] => {
		if (kind === 'remove') return rowIds.map((id) => ({ type: 'removed', resource, id }));
		if (rows === undefined) return isTemporary ? [{ type: 'unclear', resource }] : [];
		return rows.map((row) =>
			kind === 'create' ? { type: 'created', resource, row, own: true } : { type: 'changed', resource, row },
		);
	};

	const end = (write: Write, { rows }: { rows?: readonly Row[] }, since: number): void => {
		const { resource, kind, isTemporary, rowIds } = write;
		open.remove(write.id);
		const [draftId] = rowIds;
		const [row] = rows ?? [];
		const changes = changesOf(write, rows);
		if (kind === 'create' && draftId !== undefined && row !== undefined) {
			if (isTemporary) {
				temporaryIds.note(draftId, row.id);
				open.rename(resource, draftId, row.id);
				chains.rename(draftId, row.id);
			}
			options.replaceDraft(resource, draftId, row);
		}
		if (kind === 'create') {
			for (const id of rowIds) failedCreates.delete(id);
			for (const { id, version } of rows ?? []) chains.step(id, draftVersion, version);
		}
		apply(resource, rows === undefined && kind !== 'remove' ? [...changes, ...doubt(write)] : changes, since);
	};

	const takeBack = (write: Write, error: unknown): void => {
		open.remove(write.id);
		if (write.kind === 'create') {
			for (const id of write.rowIds) failedCreates.set(id, error);
		}
		// Without an answer it may have been done; so it may after what is no answer of the API's own.
		const isDoubtful = isApiError(error) && (error.status === 0 || error.status >= 500) && error.code !== 'URL_REFUSED';
		if (isDoubtful) apply(write.resource, doubt(write), mark());
		show(write.resource);
	};

	/** Reads the row that somebody else changed, so that whoever is told of the conflict sees both. */
	const settleConflict = async (error: ApiError, write: Write, { resource }: WritePlan): Promise<void> => {
		const since = mark();
		const [id = ''] = write.rowIds;
		const base = findRow(write.resource, id);
		const mine = base && write.shown !== undefined ? resource.definition.merge(base, write.shown) : base;
		const theirs = await resource.readRow(id).catch(() => undefined);
		noteConflict(error, { base, mine, theirs });
		const row = theirs;
		const changes: Change[] = row === undefined ? doubt(write) : [{ type: 'changed', resource: write.resource, row }];
		apply(write.resource, changes, since);
	};

	/** What a failure means for a write that may have been done all the same; undefined when it was not. */
	const recover = async (error: unknown, write: Write, plan: WritePlan): Promise<readonly Row[] | undefined> => {
		if (!isApiError(error)) return undefined;
		const isGone = error.status === 404 && /^(?!COLLECTION_)\w+_NOT_FOUND$/.test(error.code);
		if (write.kind === 'remove' && write.rowIds.length === 1 && isGone) return [];
		const isDone =
			error.code === 'IDEMPOTENCY_ANSWER_LOST' ||
			(isTakenId(error.code) && write.kind === 'create' && plan.isOwnId && write.rowIds.length === 1);
		if (!isDone) return undefined;
		if (write.kind === 'remove') return [];
		if (write.isTemporary) return undefined;
		return Promise.all(write.rowIds.map((id) => plan.resource.readRow(id))).catch(() => undefined);
	};

	const wait = async (write: Write, store: WriteQueue, { resource }: WritePlan): Promise<readonly Row[]> => {
		try {
			await store.add(write);
		} catch (error) {
			takeBack(write, error);
			throw error;
		}
		return write.rowIds.flatMap((id) => {
			const known = findRow(write.resource, id);
			const shown = write.kind === 'create' ? (write.shown as Row | undefined) : known;
			if (shown === undefined || write.kind === 'remove') return [];
			return [
				write.kind === 'update' && write.shown !== undefined ? resource.definition.merge(shown, write.shown) : shown,
			];
		});
	};

	const send = async (write: Write, plan: WritePlan): Promise<readonly Row[]> => {
		if (queue?.takes(write) === true) return wait(write, queue, plan);
		const [asked, since] = [generation, mark()];
		const { params, body } = write.request;
		try {
			const answer = await request(plan.endpoint, {
				params,
				...(body !== undefined && { body }),
				...(write.ifMatch !== undefined && { ifMatch: write.ifMatch }),
				...(plan.signal !== undefined && { signal: plan.signal }),
				...(plan.notify !== undefined && { notify: plan.notify }),
				idempotencyKey: write.idempotencyKey,
			});
			const rows = plan.readRows(answer);
			for (const row of rows) if (write.ifMatch !== undefined) chains.step(row.id, write.ifMatch, row.version);
			if (asked === generation) end(write, { rows }, since);
			return rows;
		} catch (error) {
			if (asked !== generation) throw error;
			if (isApiError(error) && error.status === 0 && queue?.takes(write, error) === true)
				return wait(write, queue, plan);
			if (isApiError(error) && error.code === 'VERSION_CONFLICT' && write.rowIds.length === 1) {
				await settleConflict(error, write, plan);
			}
			const rows = await recover(error, write, plan);
			if (asked !== generation) throw error;
			if (rows !== undefined) {
				end(write, { rows }, since);
				return rows;
			}
			takeBack(write, error);
			if (isApiError(error) && error.code === 'IDEMPOTENCY_ANSWER_LOST') apply(write.resource, doubt(write), since);
			throw error;
		}
	};

	return {
		async perform(plan) {
			const { write } = plan;
			const asked = generation;
			open.add(write);
			show(write.resource);
			const chain = chains.enter(write.rowIds.map((id) => temporaryIds.realId(id)));
			try {
				if (chain.before !== undefined) {
					await chain.before;
					if (asked !== generation) throw abandoned(write);
					const failed = write.kind === 'create' ? undefined : write.rowIds.find((id) => failedCreates.has(id));
					if (failed !== undefined) {
						takeBack(write, null);
						throw failedCreates.get(failed);
					}
				}
				return await send(resolve(write), plan);
			} finally {
				chain.done();
			}
		},
		// When the queue sent it is not known: of whatever was fetched it may have been long before.
		end: (write, { rows }) => end(write, rows === undefined ? {} : { rows: rows as readonly Row[] }, 0),
		takeBack,
		clear() {
			generation += 1;
			open.clear();
			chains.clear();
			failedCreates.clear();
		},
	};
};

const abandoned = ({ request: { method, path } }: Write): ApiError =>
	new ApiError({ code: 'ABORTED', message: 'Given up, because the person signed out.', request: { method, path } });
