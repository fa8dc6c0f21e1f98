import { useDataCache } from '@flotilla/data-cache';
import type { VirtualTablePosition } from '@flotilla/ui/table';
import { useState } from 'react';
import { useLocation } from 'react-router';

/** Where somebody is in the list. */
export interface ListPlace {
	position: VirtualTablePosition;
	/** The rows in view. */
	first: number;
	last: number;
	/** Of the whole list, once that is known. */
	total?: number | undefined;
}

/** As long as the page's cache, and so no longer than the person is signed in. */
const places = new WeakMap<object, Map<string, ListPlace>>();

/** The place that belongs to this entry of the history: who comes back to it is where they were. */
export const useListPlace = (): ListPlace => {
	const cache = useDataCache();
	const { key } = useLocation();
	// Another filter is another entry, but the same table: it goes on from where it is.
	const [begin] = useState(() => placeOf(cache, key));
	const place = placeOf(cache, key, begin);
	return place;
};

const placeOf = (cache: object, key: string, from?: ListPlace): ListPlace => {
	const known = places.get(cache) ?? new Map<string, ListPlace>();
	places.set(cache, known);
	const place = known.get(key) ?? from ?? { position: { offset: 0, active: 0 }, first: 0, last: 0 };
	known.set(key, place);
	return place;
};
