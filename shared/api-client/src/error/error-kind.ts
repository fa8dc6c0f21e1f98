/** What a failure is to the caller, whatever its code. */
export type ApiErrorKind =
	| 'network'
	| 'timeout'
	| 'aborted'
	| 'circuit-open'
	| 'unauthorized'
	| 'forbidden'
	| 'not-found'
	| 'conflict'
	| 'precondition'
	| 'validation'
	| 'rate-limited'
	/** Any other 4xx, and what the client refused to send. */
	| 'client'
	| 'server'
	/** An answer that is not of the API's form. */
	| 'invalid-response';

/** Who has to do something: the connection, the caller, the server. `unknown`: the caller gave it up. */
export type ApiErrorCategory = 'network' | 'client' | 'server' | 'unknown';

const kindsByCode: Readonly<Record<string, ApiErrorKind>> = {
	NETWORK_ERROR: 'network',
	TIMEOUT: 'timeout',
	ABORTED: 'aborted',
	CIRCUIT_OPEN: 'circuit-open',
	URL_REFUSED: 'client',
	RESPONSE_INVALID: 'invalid-response',
};

const kindsByStatus: Readonly<Record<number, ApiErrorKind>> = {
	401: 'unauthorized',
	403: 'forbidden',
	404: 'not-found',
	409: 'conflict',
	412: 'precondition',
	422: 'validation',
	429: 'rate-limited',
};

/** By the code where no server answered, else by the status: a newer server's codes have a kind as well. */
export const kindOf = ({ code, status }: { code: string; status: number }): ApiErrorKind => {
	if (status === 0) return kindsByCode[code] ?? 'network';
	return kindsByStatus[status] ?? (status >= 500 ? 'server' : 'client');
};

export const categoryOf = (kind: ApiErrorKind): ApiErrorCategory => {
	if (kind === 'network' || kind === 'timeout' || kind === 'circuit-open') return 'network';
	if (kind === 'server' || kind === 'invalid-response') return 'server';
	return kind === 'aborted' ? 'unknown' : 'client';
};

/** Those of 4xx that pass by themselves. */
const passingCodes: ReadonlySet<string> = new Set(['IDEMPOTENCY_IN_PROGRESS', 'UPLOAD_BUSY']);

/** Whether the same request may succeed later. */
export const mayPass = (kind: ApiErrorKind, code: string): boolean =>
	kind === 'rate-limited' || ['network', 'server'].includes(categoryOf(kind)) || passingCodes.has(code);

/** What a person reads when an answer brings no message of its own. */
export const messageOfStatus = (status: number): string =>
	messages[status] ?? (status >= 500 ? messages[500] : undefined) ?? 'An unexpected error occurred.';

const messages: Readonly<Record<number, string>> = {
	400: 'Bad request. Please check your input.',
	401: 'Authentication required.',
	403: 'Access denied.',
	404: 'Resource not found.',
	422: 'Validation failed.',
	429: 'Too many requests.',
	500: 'Internal server error.',
	502: 'Bad gateway.',
	503: 'Service unavailable.',
	504: 'Gateway timeout.',
};
