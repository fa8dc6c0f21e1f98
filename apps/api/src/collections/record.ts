import { randomUUID } from 'node:crypto';
import type { CollectionRecord, FieldErrors, RecordData } from '@flotilla/contracts';
import { createHttpError } from '@flotilla/server';
import type { RecordRow } from '../database/schema.ts';
import type { Settings } from '../settings.ts';
import { checkJson } from './check-json.ts';
import type { Collection } from './collection.ts';

export type RecordLimits = Pick<Settings, 'maximumRecordSize' | 'maximumRecordDepth'>;

/** Data that may be stored. */
export interface SoundData {
	data: RecordData;
	/** The same as JSON. */
	json: string;
}

export interface NewRecord extends SoundData {
	id: string;
}

export const toRecord = (row: RecordRow): CollectionRecord => ({
	id: row.id,
	data: row.data,
	version: row.version,
	createdAt: row.created_at.toISOString(),
	updatedAt: row.updated_at.toISOString(),
	createdBy: row.created_by,
	updatedBy: row.updated_by,
});

/** What keeps `data` from being stored: its size, something the database cannot hold, or the collection's schema. */
export const checkRecord = (
	collection: Pick<Collection, 'checkData'>,
	data: RecordData,
	limits: RecordLimits,
): SoundData | { code: 'RECORD_TOO_LARGE' | 'VALIDATION_FAILED'; errors: FieldErrors } => {
	const unsafe = checkJson(data, { maximumDepth: limits.maximumRecordDepth });
	if (unsafe !== undefined) return { code: 'VALIDATION_FAILED', errors: unsafe };
	const json = JSON.stringify(data);
	if (Buffer.byteLength(json) > limits.maximumRecordSize) {
		const text = `A record has at most ${limits.maximumRecordSize} bytes.`;
		return { code: 'RECORD_TOO_LARGE', errors: { _: [text] } };
	}
	const misfit = collection.checkData(data);
	return misfit === undefined ? { data, json } : { code: 'VALIDATION_FAILED', errors: misfit };
};

/** Field errors of one among several, under its own path, e.g. `records.3`. */
export const underPath = (path: string, errors: FieldErrors): FieldErrors =>
	path === ''
		? errors
		: Object.fromEntries(
				Object.entries(errors).map(([field, texts]) => [field === '_' ? path : `${path}.${field}`, texts]),
			);

/** Items of one request that are all or none: the first hundred that are wrong are named, then it is enough. */
export const maximumNamedItems = 100;

/**
 * Checks all of `items`, each named by its `path`; an empty path is the whole body.
 * Throws `HttpError` RECORD_TOO_LARGE or VALIDATION_FAILED.
 */
export const assertSound = (
	collection: Pick<Collection, 'checkData'>,
	items: readonly { path: string; id?: string | undefined; data: RecordData }[],
	limits: RecordLimits,
): NewRecord[] => {
	const sound: NewRecord[] = [];
	const failures = new Map<string, FieldErrors>();
	let isTooLarge = false;
	for (const { path, id = randomUUID(), data } of items) {
		const checked = checkRecord(collection, data, limits);
		if ('json' in checked) {
			sound.push({ id, ...checked });
			continue;
		}
		isTooLarge ||= checked.code === 'RECORD_TOO_LARGE';
		failures.set(path, underPath(path, checked.errors));
		if (failures.size === maximumNamedItems) break;
	}
	if (failures.size === 0) return sound;
	const errors = Object.assign({}, ...failures.values()) as FieldErrors;
	throw createHttpError(isTooLarge ? 'RECORD_TOO_LARGE' : 'VALIDATION_FAILED', { errors });
};
