import type { RecordData } from '@flotilla/contracts';

const isObject = (value: unknown): value is RecordData =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** RFC 7396, as the server does it. */
export const mergePatch = (target: RecordData, patch: RecordData): RecordData => {
	const merged = new Map(Object.entries(target));
	for (const [key, value] of Object.entries(patch)) {
		const present = merged.get(key);
		if (value === null) merged.delete(key);
		else merged.set(key, isObject(value) ? mergePatch(isObject(present) ? present : {}, value) : value);
	}
	return Object.fromEntries(merged);
};
