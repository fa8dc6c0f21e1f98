import type { Clock } from '@flotilla/event-bus';
import type { CachedEntry } from '../cache/cached-entry.ts';
import type { DataCache } from '../data-cache.ts';

export interface CachePersistenceOptions {
	cache: Pick<DataCache, 'entries' | 'restore' | 'onChange'>;
	/** Whose data it is; each person has a database of their own, and those of others are removed. */
	userId: string;
	/** What begins the databases' names. Default `flotilla.cache.`. */
	databasePrefix?: string;
	/** Of the data; what another version kept is thrown away. Default: the contract's version and this package's. */
	schemaVersion?: string;
	/** Milliseconds that pages may be kept waiting for what was kept. Default 100. */
	restoreTimeout?: number;
	/** What is read later than that is shown while this is false: nobody can be asked for anything newer. Default: true. */
	isOnline?: () => boolean;
	/** Milliseconds in which changes are gathered into one write. Default 1000. */
	writeDelay?: number;
	/** Bytes of all that is kept, as JSON; the longest unused goes first. Default 5 MiB. */
	maximumBytes?: number;
	/** Keys that are kept; the longest unused goes first. Default 200. */
	maximumEntries?: number;
	/** Milliseconds after which nothing is shown any more. Default 7 days. */
	maximumAge?: number;
	/** What is kept of an entry; undefined: nothing. Default: everything but signed addresses, see `withoutSecrets`. */
	toKept?: (entry: CachedEntry) => CachedEntry | undefined;
	/** Default: the system's. */
	clock?: Clock;
}
