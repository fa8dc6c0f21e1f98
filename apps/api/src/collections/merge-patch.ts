import type { RecordData } from '@flotilla/contracts';

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
