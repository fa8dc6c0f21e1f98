type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** The target with a merge patch in it (RFC 7396): null removes a field, an object is merged, anything else replaces. */
export const mergePatch = (target: Fields, patch: Fields): Fields => {
	const merged = new Map(Object.entries(target));
	for (const [name, value] of Object.entries(patch)) {
		const present = merged.get(name);
		if (value === null) merged.delete(name);
		else merged.set(name, isFields(value) ? mergePatch(isFields(present) ? present : {}, value) : value);
	}
	// From entries: a field named `__proto__` stays a field.
	return Object.fromEntries(merged);
};
