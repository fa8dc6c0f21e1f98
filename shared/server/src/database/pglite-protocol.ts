/** What goes over the port between the owner of an embedded database and its worker thread. */
export interface WorkerSettings {
	/** Where PostgreSQL keeps its files. */
	folder: string;
	/** Keeps a freshly initialised copy to start the next database from. */
	templateFolder?: string | undefined;
}

export type WorkerRequest =
	| { id: number; type: 'query'; sql: string; parameters: readonly unknown[] }
	| { id: number; type: 'begin' | 'commit' | 'rollback' | 'close' };

export interface QueryAnswer {
	rows: unknown[];
	affectedRows?: number | undefined;
}

/** The fields of a PostgreSQL error that survive the port (an Error loses its own there). */
export interface WorkerFailure {
	message: string;
	code?: string | undefined;
	detail?: string | undefined;
	constraint?: string | undefined;
	table?: string | undefined;
	column?: string | undefined;
	hint?: string | undefined;
	position?: string | undefined;
}

export type WorkerAnswer =
	| { type: 'ready' }
	| { type: 'failed-to-open'; failure: WorkerFailure }
	| { type: 'result'; id: number; answer: QueryAnswer | undefined }
	| { type: 'failure'; id: number; failure: WorkerFailure };
