import { useDataCache } from '../react/data-cache-context.ts';
import type { Together } from '../writes/together.ts';

/** Gives somebody a picture; it shows everywhere once the server has cut it. The same function for as long as the cache is the same. */
export const useSetAvatar = (): Together['setAvatar'] => useDataCache().setAvatar;

/** The same function for as long as the cache is the same. */
export const useRemoveAvatar = (): Together['removeAvatar'] => useDataCache().removeAvatar;
