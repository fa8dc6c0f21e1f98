import type { Translate } from '@flotilla/i18n';
import type { PushError, PushErrorCode } from './push-error.ts';

/**
 * Why push messages could not be turned on, in the person's language.
 *
 * @param t the texts of `platformMessages`.
 */
export const describePushError = ({ code }: PushError, t: Translate<`push.${PushErrorCode}`>): string =>
	t(`push.${code}`);
