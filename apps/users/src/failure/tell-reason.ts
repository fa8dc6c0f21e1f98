import { isApiError } from '@flotilla/api-client';
import type { Translate } from '@flotilla/i18n';

/**
 * Why something was refused, in the words of the page; of what it has none for, those of the server.
 *
 * @param keyOf the key of a code's text. There need not be one, but for `unknown`.
 */
export const tellReason = <Key extends string>(
	error: unknown,
	t: Translate<Key>,
	keyOf: (code: string) => string,
): string => {
	const tell = (code: string): string | undefined => {
		const key = keyOf(code);
		return t.has(key) ? t(key) : undefined;
	};
	if (!isApiError(error)) return tell('unknown') ?? String(error);
	return tell(error.kind === 'network' ? 'NETWORK_ERROR' : error.code) ?? error.message;
};
