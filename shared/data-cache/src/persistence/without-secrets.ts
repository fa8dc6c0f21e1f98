import type { StoredFile } from '@flotilla/contracts';
import type { CachedEntry } from '../cache/cached-entry.ts';

/**
 * An entry without addresses that open a file for whoever has them: they run out, and do not belong on a disk. A file
 * that is shown from here has no address until it is fetched anew.
 */
export const withoutSecrets = (entry: CachedEntry): CachedEntry => {
	if (entry.key[0] !== 'files') return entry;
	return { ...entry, data: strip(entry.data) };
};

const strip = (data: unknown): unknown => {
	if (Array.isArray(data)) return data.map(strip);
	if (typeof data !== 'object' || data === null) return data;
	if (isFile(data)) return withoutAddresses(data);
	return Object.fromEntries(Object.entries(data).map(([name, value]) => [name, strip(value)]));
};

const withoutAddresses = ({ previewUrl: _, thumbnailUrl: __, ...file }: StoredFile): StoredFile => ({
	...file,
	url: '',
});

const isFile = (data: object): data is StoredFile => 'url' in data && 'mimeType' in data;
