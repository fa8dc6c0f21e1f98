import type { RecordData } from '@flotilla/contracts';
import { createHttpError } from '@flotilla/server';
import { checkJson } from './check-json.ts';
import { type RecordLimits, underPath } from './record.ts';

const isObject = (value: unknown): value is RecordData =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** RFC 7396: null removes, an object is merged, anything else replaces. Neither argument is changed. */
export const mergePatch = (target: unknown, patch: unknown): unknown => {
	if (!isObject(patch)) return patch;
	const merged = new Map(Object.entries(isObject(target) ? target : {}));
	for (const [key, value] of Object.entries(patch)) {
		if (value === null) merged.delete(key);
		else merged.set(key, mergePatch(merged.get(key), value));
	}
	return Object.fromEntries(merged);
};

/**
 * A patch as the change that it makes of a record's data. It is looked at before it is merged, which goes as deep
 * as it does. Its errors are under `path`. Throws `HttpError` VALIDATION_FAILED.
 */
export const createPatch = (
	patch: RecordData,
	{ path, limits }: { path: string; limits: RecordLimits },
): ((data: RecordData) => RecordData) => {
	const unsafe = checkJson(patch, { maximumDepth: limits.maximumRecordDepth });
	if (unsafe !== undefined) throw createHttpError('VALIDATION_FAILED', { errors: underPath(path, unsafe) });
	// A patch that is an object makes an object of an object.
	return (data) => mergePatch(data, patch) as RecordData;
};
