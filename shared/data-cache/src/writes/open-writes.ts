import type { Write } from '../cache/queued-writes.ts';

/**
 * The writes that are shown before the server has confirmed them, oldest first. What is on screen is the last that the
 * server said with the open writes laid over it. Taking one back removes its layer and nothing else: what anybody wrote
 * meanwhile shows through.
 */
export interface OpenWrites {
	/** One that is here already keeps its place. */
	add(write: Write): void;
	get(id: string): Write | undefined;
	/** False when it is not here. */
	remove(id: string): boolean;
	/** Of one resource. */
	of(resource: string): readonly Write[];
	ids(): readonly string[];
	/** A temporary id has become a real one. */
	rename(resource: string, from: string, to: string): void;
	clear(resource?: string): void;
}

export const createOpenWrites = (): OpenWrites => {
	const writes = new Map<string, Write>();
	const byResource = new Map<string, readonly Write[]>();

	return {
		add(write) {
			writes.set(write.id, write);
			byResource.clear();
		},
		get: (id) => writes.get(id),
		remove(id) {
			byResource.clear();
			return writes.delete(id);
		},
		of(resource) {
			// Asked for at each event and for each list; the writes seldom change.
			const known = byResource.get(resource) ?? [...writes.values()].filter((write) => write.resource === resource);
			byResource.set(resource, known);
			return known;
		},
		ids: () => [...writes.keys()],
		rename(resource, from, to) {
			byResource.clear();
			for (const [id, write] of writes) {
				if (write.resource === resource && write.rowIds.includes(from)) writes.set(id, renameIn(write, from, to));
			}
		},
		clear(resource) {
			byResource.clear();
			for (const [id, write] of writes) if (resource === undefined || write.resource === resource) writes.delete(id);
		},
	};
};

/** The write with another id for one of its rows, in its request as well. */
export const renameIn = (write: Write, from: string, to: string): Write => ({
	...write,
	rowIds: write.rowIds.map((id) => (id === from ? to : id)),
	request: {
		...write.request,
		params: Object.fromEntries(Object.entries(write.request.params).map(([name, id]) => [name, id === from ? to : id])),
		...(write.request.body !== undefined && { body: renameValue(write.request.body, from, to) }),
	},
});

const renameValue = (value: unknown, from: string, to: string): unknown => {
	if (value === from) return to;
	if (Array.isArray(value)) return value.map((item) => renameValue(item, from, to));
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, renameValue(item, from, to)]));
};
