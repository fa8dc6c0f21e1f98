import { isApiError } from '@flotilla/api-client';
import type { Translate } from '@flotilla/i18n';

interface Reasons<Key extends string> {
	t: Translate<Key>;
	/** From `useDescribeError`. */
	describe: (error: unknown) => string;
	/** The key of a code's text; there need not be one. `unknown` is asked for what is no answer of the API. */
	keyOf: (code: string) => string;
}

/** Why something was refused, in the words of the page; what it has none for is said as everywhere. */
export const tellReason = <Key extends string>(error: unknown, { t, describe, keyOf }: Reasons<Key>): string => {
	const code = !isApiError(error) ? 'unknown' : error.kind === 'network' ? 'NETWORK_ERROR' : error.code;
	const key = keyOf(code);
	return t.has(key) ? t(key) : describe(error);
};
