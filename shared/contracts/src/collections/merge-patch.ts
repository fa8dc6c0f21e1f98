import type { RecordData } from './record.ts';

const isObject = (value: unknown): value is RecordData =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * The target with a merge patch in it (RFC 7396): null removes a field, an object is merged, anything else replaces.
 * Neither argument is changed. A patch that is an object makes an object.
 */
export function mergePatch(target: RecordData, patch: RecordData): RecordData;
export function mergePatch(target: unknown, patch: unknown): unknown;
export function mergePatch(target: unknown, patch: unknown): unknown {
	if (!isObject(patch)) return patch;
	const merged = new Map(Object.entries(isObject(target) ? target : {}));
	for (const [name, value] of Object.entries(patch)) {
		if (value === null) merged.delete(name);
		else merged.set(name, mergePatch(merged.get(name), value));
	}
	// From entries: a field named `__proto__` stays a field.
	return Object.fromEntries(merged);
}
