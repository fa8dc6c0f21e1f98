/** One line about one attempt. Never a token, never a query. */
export interface ApiLogEntry {
	phase: 'request' | 'answer';
	method: string;
	/** Without the query. */
	path: string;
	/** As sent in `X-Request-ID`; the server's log has it, too. */
	requestId: string;
	/** HTTP status, 0 for no answer. Of an answer. */
	status?: number;
	/** The code of what failed. Of an answer. */
	code?: string;
	/** From sending to the answer. Of an answer. */
	milliseconds?: number;
	/** With `bodies` alone: what was sent, or what came. */
	body?: unknown;
}

export interface ApiLog {
	write(entry: ApiLogEntry): void;
	/** Whether entries carry bodies, which hold what people typed, passwords included. Default false. */
	bodies?: boolean;
}

/** Writes to the console at the level `debug`, for development. */
export const createConsoleLog = ({ bodies = false }: Pick<ApiLog, 'bodies'> = {}): ApiLog => ({
	bodies,
	write({ phase, method, path, status, code, milliseconds, requestId, body }) {
		const what = `${method} ${path}`;
		const line =
			phase === 'request'
				? `-> ${what}`
				: `<- ${what} ${status === 0 ? '' : `${status} `}${code ?? ''} ${Math.round(milliseconds ?? 0)} ms`;
		// biome-ignore lint/suspicious/noConsole: the console is what this log is for.
		console.debug(`[api] ${line.replaceAll('  ', ' ')}`, ...(body === undefined ? [requestId] : [requestId, body]));
	},
});
