import type { EventPayload } from '@flotilla/contracts';
import type { NotificationInput } from '@flotilla/session';

type Failure = EventPayload<'api:request-failed'>;

/** The key of the one notification that the server cannot be reached. */
export const networkKey = 'network';

/** Failures without an answer that say that there is no way to the server. */
const unreachable: readonly string[] = ['NETWORK_ERROR', 'TIMEOUT'];

/**
 * What the person is told of a failed call; nothing of what the caller tells itself. What concerns every page is told
 * whoever asked; what concerns one request is told of writes, because whoever reads shows it in the place of the data.
 */
export const notificationsOfFailure = (failure: Failure): NotificationInput[] => {
	const { status, code, notify, method } = failure;
	if (unreachable.includes(code)) return [noConnection];
	if (notify === false) return [];
	if (status === 429) return [tooManyRequests(failure)];
	if (notify === undefined && method === 'GET') return [];
	if (status === 403) return [accessDenied];
	if (status === 422) return notAccepted(failure);
	if (status >= 500 || code === 'RESPONSE_INVALID') return [serverFailed(failure)];
	return [];
};

const noConnection: NotificationInput = {
	key: networkKey,
	kind: 'error',
	title: 'No connection',
	message: 'The server cannot be reached. What you see may be out of date; nothing you saved is lost.',
};

const accessDenied: NotificationInput = {
	key: 'access-denied',
	kind: 'error',
	title: 'Access denied',
	message: 'You do not have the permission to do this. Nothing was changed.',
};

const tooManyRequests = ({ retryAfter }: Failure): NotificationInput => ({
	key: 'rate-limited',
	kind: 'warning',
	title: 'Too many requests',
	message: `Wait ${retryAfter === undefined ? 'a moment' : waitInWords(retryAfter)}, then try again.`,
});

/** One for each field, with all that is wrong with it. */
const notAccepted = ({ errors = {}, message }: Failure): NotificationInput[] => {
	const fields = Object.entries(errors).filter(([, problems]) => problems.length > 0);
	if (fields.length === 0) return [{ key: 'not-accepted', kind: 'error', title: 'Not accepted', message }];
	return fields.map(([field, problems]) => ({
		key: `not-accepted:${field}`,
		kind: 'error',
		title: field === wholeBody ? 'Not accepted' : `Not accepted: ${fieldInWords(field)}`,
		message: problems.join(' '),
	}));
};

const serverFailed = ({ requestId }: Failure): NotificationInput => ({
	key: 'server-failed',
	kind: 'error',
	title: 'Something went wrong on our side',
	message: `Nothing you see is lost. Try again in a moment.${requestId === undefined ? '' : ` Request ${requestId}.`}`,
});

/** What the server names when no single field is to blame. */
const wholeBody = '_';

/** `address.postalCode` as `address postal code`. */
const fieldInWords = (field: string): string =>
	field
		.replaceAll(/[._-]+/g, ' ')
		.replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ')
		.toLowerCase();

const waitInWords = (seconds: number): string => {
	const whole = Math.max(1, Math.ceil(seconds));
	if (whole > 90) return `${Math.ceil(whole / 60)} minutes`;
	return whole === 1 ? '1 second' : `${whole} seconds`;
};
