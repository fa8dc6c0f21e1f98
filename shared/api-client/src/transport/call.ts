/** One call, as the transport needs it. */
export interface Call {
	method: string;
	/** As far as the server is concerned; checked. */
	url: string;
	/** For errors: no query. */
	path: string;
	body?: unknown;
	/** Beside those of every request. */
	headers: Readonly<Record<string, string>>;
	/** Goes out without a token, and a 401 is an answer like any other. */
	isPublic: boolean;
	/** See `CallOptions.notify`. */
	notify?: boolean | undefined;
	responseType: 'json' | 'blob' | 'text';
}
