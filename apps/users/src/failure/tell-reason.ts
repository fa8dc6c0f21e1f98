import { isApiError } from '@flotilla/api-client';
import type { Translate } from '@flotilla/i18n';

interface Reasons<Key extends string> {
	t: Translate<Key | 'unknown'>;
	/** From `useDescribeError`. */
	describe: (error: unknown) => string;
	/** The key of a code's text; there need not be one. */
	keyOf: (code: string) => string;
}

/** Why something was refused, in the words of the page; what it has none for is said as everywhere. */
export const tellReason = <Key extends string>(error: unknown, { t, describe, keyOf }: Reasons<Key>): string => {
	if (!isApiError(error)) return t('unknown');
	const key = keyOf(error.kind === 'network' ? 'NETWORK_ERROR' : error.code);
	return t.has(key) ? t(key) : describe(error);
};
