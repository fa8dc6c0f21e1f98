export interface CollectedGarbage {
	/** True: this is what would have been removed. */
	dryRun: boolean;
	builds: { app: string; version: string; build: string }[];
	/** Ids of compositions one of whose builds is gone. */
	compositions: string[];
	/** Uploads that were announced and never committed. */
	uploads: number;
	/** Addresses below `/assets` that answer 404 from now on. */
	files: number;
	blobs: number;
	/** Bytes of those blobs. */
	bytes: number;
}

/** A collection as it was written down. `blobs` and `bytes` are 0 until all are removed, for ever if it was killed before. */
export interface CollectionRecord {
	actor: string;
	reason: string | null;
	result: CollectedGarbage;
	collectedAt: string;
}
