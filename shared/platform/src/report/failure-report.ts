/** A failure that somebody who runs the page has to know of. Holds no token, no body and no query. */
export interface FailureReport {
	/**
	 * `api`: the server failed (5xx) or answered in no known form; `realtime`: it sent what cannot be read; `remote`: see
	 * `RemoteError`; `texts`: a page says them in English, because those in its language did not come; `uncaught`:
	 * nobody caught it.
	 */
	kind: 'api' | 'realtime' | 'remote' | 'texts' | 'uncaught';
	message: string;
	/** The error's or the server's code; of a remote its phase, of a frame what is wrong with it, of texts their language. Null for what has none. */
	code: string | null;
	/** The call, without its query; null but for `api`. */
	request: { method: string; path: string; status: number; requestId: string | null } | null;
	compositionId: string;
	/** Whose it is: the remote that failed, whose code threw, or whose page was open. Null: the shell's. */
	remote: { name: string; version: string; owner: string } | null;
	/** The path of the page. */
	page: string;
	/** Null when there is none. */
	stack: string | null;
	/** ISO 8601, by this device's clock. */
	time: string;
}

/** Takes reports to where somebody sees them, e.g. an error tracker. What it throws is ignored. */
export type ReportFailure = (report: FailureReport) => void;
