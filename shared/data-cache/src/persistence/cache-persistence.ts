/** What the cache knows, kept in IndexedDB for this person's next visit. Nothing here rejects: without it, pages fetch. */
export interface CachePersistence {
	/**
	 * Settles when what an earlier visit kept is in the cache, or when that took too long: then pages fetch,
	 * and it comes later for what they do not ask for. Never later than `restoreTimeout`.
	 */
	readonly restored: Promise<void>;
	/** Writes what has not been written yet; for a page that is about to go. */
	flush(): Promise<void>;
	/** Forgets everything of this person, and keeps nothing from now on. */
	wipe(): Promise<void>;
	/** Lets go of database, timers and listeners. What is kept stays. */
	dispose(): void;
}
