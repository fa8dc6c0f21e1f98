import { apiVersion } from '@flotilla/contracts';
import { systemClock } from '@flotilla/event-bus';
import { deleteDB } from 'idb';
import { serializeKey } from '../cache/cache-store.ts';
import type { CachedEntry } from '../cache/cached-entry.ts';
import type { ResourceKey } from '../cache/resource-key.ts';
import type { CachePersistence } from './cache-persistence.ts';
import { keepEntries, readEntries } from './keep-entries.ts';
import { openPersistenceDatabase, type PersistenceDatabase, removeOtherDatabases } from './persistence-database.ts';
import type { CachePersistenceOptions } from './persistence-options.ts';
import { withoutSecrets } from './without-secrets.ts';

/** Raised when what the cache keeps changes its shape. */
const cacheVersion = 1;

export const createCachePersistence = ({
	cache,
	userId,
	databasePrefix = 'flotilla.cache.',
	schemaVersion = `${apiVersion}/${cacheVersion}`,
	restoreTimeout = 100,
	isOnline = () => true,
	writeDelay = 1000,
	maximumBytes = 5 * 1024 * 1024,
	maximumEntries = 200,
	maximumAge = 7 * 24 * 3_600_000,
	toKept = withoutSecrets,
	clock = systemClock,
}: CachePersistenceOptions): CachePersistence => {
	const name = `${databasePrefix}${userId}`;
	const limits = { maximumBytes, maximumEntries, maximumAge };
	const changed = new Map<string, ResourceKey>();
	let isOver = false;
	let timer: unknown;
	let writing: Promise<void> = Promise.resolve();

	const opening = openPersistenceDatabase(name, schemaVersion).catch(() => null);
	/** Null, too, for a database that stopped working: a page without it is as good, only later. */
	const withDatabase = async (work: (database: PersistenceDatabase) => Promise<void>): Promise<void> => {
		const database = await opening;
		if (database === null) return;
		await work(database).catch(() => {});
	};

	const restore = async (): Promise<void> => {
		const late = new AbortController();
		const { promise: deadline, resolve: giveUp } = Promise.withResolvers<void>();
		const limit = clock.setTimeout(() => {
			late.abort();
			giveUp();
		}, restoreTimeout);
		const reading = withDatabase(async (database) => {
			const entries = await readEntries(database, { now: clock.now(), limits });
			// By now pages fetch what they show; unless there is nobody to fetch from.
			if (!isOver) cache.restore(entries, { isLate: late.signal.aborted && isOnline() });
		});
		await Promise.race([reading, deadline]);
		clock.clearTimeout(limit);
	};

	const takeChanges = (): Map<string, { entry: CachedEntry; size: number } | null> => {
		const known = new Map(cache.entries().map((entry) => [serializeKey(entry.key), entry]));
		const taken = new Map<string, { entry: CachedEntry; size: number } | null>();
		for (const keyName of changed.keys()) {
			const entry = known.get(keyName);
			const kept = entry === undefined ? undefined : toKept(entry);
			const size = kept === undefined ? null : sizeOf(kept);
			taken.set(keyName, kept === undefined || size === null || size > maximumBytes ? null : { entry: kept, size });
		}
		changed.clear();
		return taken;
	};
	const flush = (): Promise<void> => {
		clock.clearTimeout(timer);
		timer = undefined;
		if (isOver || changed.size === 0) return writing;
		const changes = takeChanges();
		// One after the other, so that the later one is the one that stays.
		writing = writing.then(() =>
			withDatabase(async (database) => {
				if (!isOver) await keepEntries(database, changes, { now: clock.now(), limits });
			}),
		);
		return writing;
	};

	const note = (key: ResourceKey): void => {
		changed.set(serializeKey(key), key);
		timer ??= clock.setTimeout(flush, writeDelay);
	};
	const stopListening = cache.onChange(note);
	// Its code came later than the first answers.
	for (const { key } of cache.entries()) note(key);
	// A page that is hidden may be gone without another word.
	const onHidden = (): void => {
		if (globalThis.document?.visibilityState === 'hidden') void flush();
	};
	globalThis.document?.addEventListener('visibilitychange', onHidden);

	const stop = (): void => {
		isOver = true;
		clock.clearTimeout(timer);
		changed.clear();
		stopListening();
		globalThis.document?.removeEventListener('visibilitychange', onHidden);
	};

	const restored = restore();
	// Whoever was here before left without signing out.
	void restored.then(() => removeOtherDatabases(databasePrefix, name)).catch(() => {});

	return {
		restored,
		flush,
		async wipe() {
			stop();
			await writing;
			await withDatabase(async (database) => {
				await Promise.all([database.clear('index'), database.clear('data')]);
			});
			(await opening)?.close();
			// Other tabs let go by themselves; until then it is empty.
			await deleteDB(name).catch(() => {});
		},
		dispose() {
			stop();
			void opening.then((database) => database?.close());
		},
	};
};

/** Bytes as JSON; null for what JSON cannot say. */
const sizeOf = ({ data }: CachedEntry): number | null => {
	try {
		return new TextEncoder().encode(JSON.stringify(data)).byteLength;
	} catch {
		return null;
	}
};
