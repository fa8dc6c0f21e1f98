import { isApiError } from '@flotilla/api-client';
import type { Translate } from '@flotilla/i18n';

/**
 * Why something was refused, in the words of the page; of what it has none for, those of the server.
 *
 * @param keyOf the key of a code's text; there need not be one.
 */
export const tellReason = <Key extends string>(
	error: unknown,
	t: Translate<Key | 'unknown'>,
	keyOf: (code: string) => string,
): string => {
	if (!isApiError(error)) return t('unknown');
	const key = keyOf(error.kind === 'network' ? 'NETWORK_ERROR' : error.code);
	return t.has(key) ? t(key) : error.message;
};
