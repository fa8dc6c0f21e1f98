import { useDataCache } from '../react/data-cache-context.ts';
import type { Together } from '../writes/together.ts';

// Each is the same function for as long as the cache is the same.

/** The same change for all who fit a selection. The outcome has a token for `useUndoBulk`. */
export const useBulkUpdateUsers = (): Together['bulkUpdateUsers'] => useDataCache().bulkUpdateUsers;

/** Deletes all who fit a selection. The outcome has a token for `useUndoBulk`. */
export const useBulkRemoveUsers = (): Together['bulkRemoveUsers'] => useDataCache().bulkRemoveUsers;

export const useUndoBulk = (): Together['undoBulk'] => useDataCache().undoBulk;

/** Brings back who was deleted within the restore window, with their files. */
export const useRestoreUsers = (): Together['restoreUsers'] => useDataCache().restoreUsers;
