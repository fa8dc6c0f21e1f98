import type { CachedResource } from '../cache/cached-resource.ts';
import type { ResourceKey } from '../cache/resource-key.ts';
import { ResourceError } from './resource-error.ts';

/** Who owns which names of keys. */
export interface ResourceRegistry {
	/**
	 * Takes the place of an earlier resource of the same owner. Answers a signal that aborts when it ends. Throws
	 * `ResourceError` RESOURCE_OWNED.
	 */
	add(resource: CachedResource): AbortSignal;
	find(name: string): CachedResource | undefined;
	/** Throws `ResourceError` RESOURCE_UNKNOWN. */
	need(key: ResourceKey): CachedResource;
	/** Answers the names that were its. */
	remove(owner: string): readonly string[];
}

export const createResourceRegistry = (): ResourceRegistry => {
	const resources = new Map<string, { resource: CachedResource; life: AbortController }>();

	return {
		add(resource) {
			const { name, owner } = resource;
			const present = resources.get(name);
			if (present !== undefined && present.resource.owner !== owner) {
				const message = `The resource "${name}" belongs to ${present.resource.owner}; ${owner} needs another name.`;
				throw new ResourceError('RESOURCE_OWNED', message);
			}
			present?.life.abort();
			const life = new AbortController();
			resources.set(name, { resource, life });
			return life.signal;
		},
		find: (name) => resources.get(name)?.resource,
		need([name]) {
			const found = resources.get(name)?.resource;
			if (found === undefined) throw new ResourceError('RESOURCE_UNKNOWN', `There is no resource "${name}".`);
			return found;
		},
		remove(owner) {
			const names: string[] = [];
			for (const [name, { resource, life }] of resources) {
				if (resource.owner !== owner) continue;
				life.abort();
				resources.delete(name);
				names.push(name);
			}
			return names;
		},
	};
};
