import { describeFailure, type errorMessages } from '@flotilla/api-client';
import type { EventPayload } from '@flotilla/contracts';
import type { Translate } from '@flotilla/i18n';
import type { NotificationInput } from '@flotilla/session';
import type { platformMessages } from './platform.messages.ts';

type Failure = EventPayload<'api:request-failed'>;

/** The key of the one notification that the server cannot be reached. */
export const networkKey = 'network';

/** Failures without an answer that say that there is no way to the server. */
const unreachable: readonly string[] = ['NETWORK_ERROR', 'TIMEOUT'];

export interface FailureTexts {
	platform: Translate<keyof typeof platformMessages.english>;
	errors: Translate<keyof typeof errorMessages.english>;
}

/**
 * What the person is told of a failed call; nothing of what the caller tells itself. What concerns every page is told
 * whoever asked; what concerns one request is told of writes, because whoever reads shows it in the place of the data.
 */
export const notificationsOfFailure = (failure: Failure, texts: FailureTexts): NotificationInput[] => {
	const { status, code, notify, method } = failure;
	const t = texts.platform;
	// It goes by itself: whoever works on without a network has the shell's header for that, and on a phone the notice would
	// lie over the end of every page.
	if (unreachable.includes(code))
		return [{ key: networkKey, kind: 'warning', title: t('noConnection'), message: t('noConnectionHint') }];
	if (notify === false) return [];
	if (status === 429)
		return [{ key: 'rate-limited', kind: 'warning', title: t('tooManyRequests'), message: howLong(failure, t) }];
	if (notify === undefined && method === 'GET') return [];
	if (status === 403)
		return [{ key: 'access-denied', kind: 'error', title: t('accessDenied'), message: t('accessDeniedHint') }];
	if (status === 422) return notAccepted(failure, texts);
	if (status >= 500 || code === 'RESPONSE_INVALID') return [serverFailed(failure, t)];
	return [];
};

const howLong = ({ retryAfter }: Failure, t: FailureTexts['platform']): string => {
	if (retryAfter === undefined) return t('waitAMoment');
	const seconds = Math.max(1, Math.ceil(retryAfter));
	return seconds > 90 ? t('waitMinutes', { minutes: Math.ceil(seconds / 60) }) : t('waitSeconds', { seconds });
};

/** One for each field, with all that is wrong with it. */
const notAccepted = (failure: Failure, { platform: t, errors: errorTexts }: FailureTexts): NotificationInput[] => {
	const fields = Object.entries(failure.errors ?? {}).filter(([, problems]) => problems.length > 0);
	if (fields.length === 0) {
		const message = describeFailure(failure, errorTexts);
		return [{ key: 'not-accepted', kind: 'error', title: t('notAccepted'), message }];
	}
	return fields.map(([field, problems]) => ({
		key: `not-accepted:${field}`,
		kind: 'error',
		title: field === wholeBody ? t('notAccepted') : t('notAcceptedField', { field: fieldInWords(field) }),
		message: problems.join(' '),
	}));
};

const serverFailed = ({ requestId }: Failure, t: FailureTexts['platform']): NotificationInput => ({
	key: 'server-failed',
	kind: 'error',
	title: t('serverFailed'),
	message: requestId === undefined ? t('serverFailedHint') : t('serverFailedRequest', { id: requestId }),
});

/** What the server names when no single field is to blame. */
const wholeBody = '_';

/** `address.postalCode` as `address postal code`. */
const fieldInWords = (field: string): string =>
	field
		.replaceAll(/[._-]+/g, ' ')
		.replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ')
		.toLowerCase();
