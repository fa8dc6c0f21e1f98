import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** Letters, digits, `.`, `_`, `-`; short enough for any log. Anything else could forge log lines or headers. */
const sane = /^[A-Za-z0-9._-]{1,100}$/;

/** The client's `X-Request-ID` when it is sane, else a new one. */
export const chooseRequestId = (request: Pick<IncomingMessage, 'headers'>): string => {
	const offered = request.headers['x-request-id'];
	return typeof offered === 'string' && sane.test(offered) ? offered : `req_${randomUUID()}`;
};
