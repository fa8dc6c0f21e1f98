import type { StoredFile } from '@flotilla/contracts';

/** A file that an earlier visit kept has no address until it is fetched anew. */
export const hasAddress = ({ url }: Pick<StoredFile, 'url'>): boolean => url !== '';
