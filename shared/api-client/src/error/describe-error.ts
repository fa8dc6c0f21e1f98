import { errorCatalogue } from '@flotilla/contracts';
import { type Catalogue, defineMessages, type Translate } from '@flotilla/i18n';
import { clientErrorCodes, isApiError } from './api-error.ts';
import { messageOfStatus } from './error-kind.ts';

type Key = keyof typeof errorCatalogue | keyof typeof clientErrorCodes | 'UNKNOWN';

const english = {
	...Object.fromEntries(Object.entries(errorCatalogue).map(([code, { message }]) => [code, message])),
	...clientErrorCodes,
	UNKNOWN: messageOfStatus(0),
} as Record<Key, string>;

/** What every error code says. English is the contract's own, so that it is in the page once. */
export const errorMessages: Catalogue<Key> = defineMessages(english, {
	de: () => import('./messages/de.json', { with: { type: 'json' } }),
});

/**
 * What a failure says to a person, in their language, by its stable code. In English it is the server's own sentence,
 * which may know more than the code; a code of a newer server says that sentence in every language.
 *
 * @param t the texts of `errorMessages`.
 */
export const describeError = (error: unknown, t: Translate<Key>): string =>
	isApiError(error) ? describeFailure(error, t) : t('UNKNOWN');

/** The same for a failure that came over the bus. */
export const describeFailure = ({ code, message }: { code: string; message: string }, t: Translate<Key>): string =>
	t.language !== 'en' && t.has(code) ? t(code) : message;
