/** Which real ids the server has given to rows that were shown under temporary ones. */
export interface TemporaryIds {
	note(temporary: string, real: string): void;
	/** The id itself when it is real, or when the server has not answered yet. */
	realId(id: string): string;
	clear(): void;
}

/** Remembers the last `limit` of them: pages may still be at an address with a temporary id. */
export const createTemporaryIds = (limit = 1000): TemporaryIds => {
	const ids = new Map<string, string>();
	return {
		note(temporary, real) {
			ids.set(temporary, real);
			if (ids.size > limit) ids.delete(ids.keys().next().value as string);
		},
		realId: (id) => ids.get(id) ?? id,
		clear: () => ids.clear(),
	};
};
