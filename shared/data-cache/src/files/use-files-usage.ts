import type { FilesUsage } from '@flotilla/contracts';
import { type QueryResult, useCached } from '../react/use-cached.ts';
import { usageKey } from './usage-resource.ts';

/** How much of their space the signed-in person uses, by type. Follows what is uploaded, deleted and restored. */
export const useFilesUsage = (): QueryResult<FilesUsage> => useCached<FilesUsage>(usageKey);
