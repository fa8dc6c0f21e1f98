import type { StoredFile } from '@flotilla/contracts';
import type { InfiniteResult } from '@flotilla/data-cache';
import { useSlicedArrival } from '@flotilla/ui';

export interface ArrivedFiles {
	/** Undefined while they are on their way, and until their first render is done. */
	arrived: readonly StoredFile[] | undefined;
	/** False until then: the end of an empty page is in sight, and says nothing of how many are wanted. */
	hasMore: boolean;
}

/** A growing list as it is put on the page: its first rows in slices. */
export const useArrivedFiles = (list: Pick<InfiniteResult<StoredFile>, 'rows' | 'hasMore'>): ArrivedFiles => {
	const arrived = useSlicedArrival(list.rows);
	return { arrived, hasMore: arrived !== undefined && list.hasMore };
};
