import type { MergePatch, RecordsQuery } from '@flotilla/api-client';
import type { CollectionRecord, RecordData } from '@flotilla/contracts';
import type { Row } from '../cache/change.ts';
import { keyQuery, toKey } from '../cache/resource-key.ts';
import type { DataCache, ResourceHandle } from '../data-cache.ts';
import { useDataCache } from '../react/data-cache-context.ts';
import { useCached } from '../react/use-cached.ts';
import { useGrowing } from '../react/use-growing.ts';
import { type CollectionResourceOptions, toCollectionDefinition } from './collection-definition.ts';
import {
	type CreateOf,
	type EndpointResourceOptions,
	type QueryOf,
	type RowOf,
	toEndpointDefinition,
	type UpdateOf,
} from './endpoint-definition.ts';
import type { GrowingList, Resource, ResourceList } from './resource.ts';
import type { RowDefinition, RowEndpoints } from './row-definition.ts';

/**
 * The hooks of a remote for rows of its own: those of a collection, or those of a group of endpoints of the contract.
 * Made once, beside the features that use it; nothing happens before a hook of it is first used. Hooks throw
 * `ResourceError` RESOURCE_OWNED when another remote has the name.
 */
export function createResource<T extends RecordData>(
	options: CollectionResourceOptions,
): Resource<CollectionRecord<T>, RecordsQuery, T, MergePatch<T>>;
export function createResource<const E extends RowEndpoints>(
	options: EndpointResourceOptions<E>,
): Resource<RowOf<E>, QueryOf<E>, CreateOf<E>, UpdateOf<E>>;
export function createResource(
	options: CollectionResourceOptions | EndpointResourceOptions<RowEndpoints>,
): Resource<Row, object, unknown, unknown> {
	return toHooks('collection' in options ? toCollectionDefinition(options) : toEndpointDefinition(options));
}

const toHooks = (definition: RowDefinition): Resource<Row, object, unknown, unknown> => {
	const { name } = definition;
	const useHandle = (): ResourceHandle => useDataCache().resource(definition);
	const keys: Resource<Row, object, unknown, unknown>['keys'] = {
		list: (query = {}) => toKey<ResourceList<Row>>(name, 'list', keyQuery(query)),
		infinite: (query = {}) => toKey<GrowingList<Row>>(name, 'growing', keyQuery(query)),
		item: (id) => toKey<Row>(name, 'detail', id),
	};
	return {
		keys,
		useList(query = {}) {
			useHandle();
			return useCached(query && keys.list(query), { keepPrevious: true });
		},
		useInfinite(query = {}) {
			const { loadMore } = useHandle();
			return useGrowing(query && keys.infinite(query), loadMore);
		},
		useItem(id) {
			useHandle();
			return useCached(id == null ? null : keys.item(id));
		},
		useCreate: () => useHandle().create,
		useUpdate: () => useHandle().update,
		useRemove: () => useHandle().remove,
		useBulkUpdate: () => useHandle().bulkUpdate,
		useBulkRemove: () => useHandle().bulkRemove,
		usePreload() {
			useHandle();
			return useDataCache().preload;
		},
		preload(cache: DataCache, key) {
			cache.resource(definition);
			return cache.preload(key);
		},
	};
};
