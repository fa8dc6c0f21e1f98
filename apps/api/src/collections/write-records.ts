import { isDeepStrictEqual } from 'node:util';
import type { FieldErrors, RecordAction, RecordData } from '@flotilla/contracts';
import { createHttpError } from '@flotilla/server';
import type { Transaction } from 'kysely';
import type { Subject } from '../auth/subject.ts';
import type { Clock } from '../clock.ts';
import { assertVersion } from '../database/assert-version.ts';
import type { RecordRow, Schema } from '../database/schema.ts';
import type { AppendEvent } from '../realtime/event-log.ts';
import { reachOf } from './access.ts';
import { announceTo } from './announce.ts';
import type { Collection } from './collection.ts';
import { insertRecords } from './insert-records.ts';
import { assertSound, maximumNamedItems, type RecordLimits } from './record.ts';
import { searchTextOf } from './search-text.ts';

/** One change of a collection's records, in a transaction that holds its definition. */
export interface RecordsChange {
	transaction: Transaction<Schema>;
	append: AppendEvent;
	collection: Collection;
	subject: Subject;
	clock: Clock;
	limits: RecordLimits;
}

export interface RecordTarget {
	id: string;
	/** Where its errors go; empty: the whole body. */
	path: string;
	/** The `If-Match` header. Absent: the last writer wins. */
	ifMatch?: string | undefined;
}

const atPaths = (paths: readonly string[], text: string): { errors?: FieldErrors } => {
	const named = paths.filter((path) => path !== '').slice(0, maximumNamedItems);
	return named.length === 0 ? {} : { errors: Object.fromEntries(named.map((path) => [path, [text]])) };
};

export const assertMayCreate = ({ permissions }: Pick<Collection, 'permissions'>, subject: Subject): void => {
	if (reachOf(permissions, 'create', subject) === 'none') throw createHttpError('FORBIDDEN');
};

/** All or none. Throws `HttpError` FORBIDDEN, RECORD_TOO_LARGE, VALIDATION_FAILED or RECORD_EXISTS. */
export const createRecords = async (
	{ transaction, append, collection, subject, clock, limits }: RecordsChange,
	items: readonly { path: string; id?: string | undefined; data: RecordData }[],
): Promise<RecordRow[]> => {
	assertMayCreate(collection, subject);
	const records = assertSound(collection, items, limits);
	const stored = await insertRecords(transaction, { collection, subject, records, now: new Date(clock.now()) });
	const seen = new Set<string>();
	const existing: string[] = [];
	const rows: RecordRow[] = [];
	for (const [index, { id }] of records.entries()) {
		const row = stored.get(id);
		if (row === undefined || seen.has(id)) {
			const path = items[index]?.path ?? '';
			existing.push(path === '' ? 'id' : `${path}.id`);
		} else rows.push(row);
		seen.add(id);
	}
	if (existing.length > 0) throw createHttpError('RECORD_EXISTS', atPaths(existing, 'A record with this id exists.'));
	const announce = announceTo(append, collection);
	for (const row of rows) await announce.created(row);
	return rows;
};

/**
 * The rows of `targets` in their order, locked. Throws `HttpError` RECORD_NOT_FOUND also for what `subject` may not
 * read, FORBIDDEN for what may be read but not changed so, and VERSION_CONFLICT.
 */
const lockTargets = async (
	{ transaction, collection, subject }: RecordsChange,
	action: RecordAction,
	targets: readonly RecordTarget[],
): Promise<RecordRow[]> => {
	const locked = await transaction
		.selectFrom('records')
		.selectAll()
		.where('collection', '=', collection.name)
		.where(
			'id',
			'in',
			targets.map(({ id }) => id),
		)
		// In one order, so that two bulk changes cannot each wait for the other.
		.orderBy('id')
		.forUpdate()
		.execute();
	const byId = new Map(locked.map((row) => [row.id, row]));
	const isWithin = (row: RecordRow, wanted: RecordAction) => {
		const reach = reachOf(collection.permissions, wanted, subject);
		return reach === 'all' || (reach === 'own' && row.created_by === subject.userId);
	};
	const found = targets.flatMap((target) => {
		const row = byId.get(target.id);
		return row !== undefined && isWithin(row, 'read') ? [{ target, row }] : [];
	});
	if (found.length < targets.length) {
		const here = new Set(found.map(({ target }) => target));
		const missing = targets.filter((target) => !here.has(target)).map(({ path }) => path);
		throw createHttpError('RECORD_NOT_FOUND', atPaths(missing, 'This record does not exist.'));
	}
	const refused = found.filter(({ row }) => !isWithin(row, action)).map(({ target }) => target.path);
	if (refused.length > 0) throw createHttpError('FORBIDDEN', atPaths(refused, 'You may not change this record.'));
	for (const { target, row } of found) assertVersion(target.ifMatch, row.version);
	return found.map(({ row }) => row);
};

/**
 * Gives each target the data that `change` makes of what it has; one that stays the same keeps its version. All or
 * none. Throws what `lockTargets` throws, RECORD_TOO_LARGE and VALIDATION_FAILED.
 */
export const updateRecords = async (
	context: RecordsChange,
	targets: readonly RecordTarget[],
	change: (data: RecordData) => RecordData,
): Promise<RecordRow[]> => {
	const { transaction, append, collection, subject, clock, limits } = context;
	const rows = await lockTargets(context, 'update', targets);
	const wanted = rows.map(({ id, data }, index) => ({ id, data: change(data), path: targets[index]?.path ?? '' }));
	const sound = assertSound(collection, wanted, limits);
	const updated = [];
	for (const [index, row] of rows.entries()) {
		const next = sound[index];
		if (next === undefined || isDeepStrictEqual(next.data, row.data)) {
			updated.push({ row, isChanged: false });
			continue;
		}
		const changed = await transaction
			.updateTable('records')
			.set({
				data: next.json,
				version: row.version + 1,
				updated_at: new Date(clock.now()),
				updated_by: subject.userId,
				search_text: searchTextOf(collection.search, next.data),
			})
			.where('collection', '=', collection.name)
			.where('id', '=', row.id)
			.returningAll()
			.executeTakeFirstOrThrow();
		updated.push({ row: changed, isChanged: true });
	}
	const announce = announceTo(append, collection);
	for (const { row, isChanged } of updated) if (isChanged) await announce.updated(row);
	return updated.map(({ row }) => row);
};

/** All or none. Throws what `lockTargets` throws. */
export const removeRecords = async (context: RecordsChange, targets: readonly RecordTarget[]): Promise<void> => {
	const { transaction, append, collection } = context;
	const rows = await lockTargets(context, 'delete', targets);
	const ids = rows.map(({ id }) => id);
	await transaction.deleteFrom('records').where('collection', '=', collection.name).where('id', 'in', ids).execute();
	const announce = announceTo(append, collection);
	for (const row of rows) await announce.deleted(row);
};
