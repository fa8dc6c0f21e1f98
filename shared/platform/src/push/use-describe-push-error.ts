import { useDescribeError } from '@flotilla/data-cache';
import { useMessages } from '@flotilla/i18n';
import { useCallback } from 'react';
import { platformMessages } from '../platform.messages.ts';
import { isPushError } from './push-error.ts';

/**
 * Says in the person's language why push messages could not be turned on or off: `describe(error)`. Also for what the
 * server refused. Suspends while the texts are on their way.
 */
export const useDescribePushError = (): ((error: unknown) => string) => {
	const t = useMessages(platformMessages);
	const describe = useDescribeError();
	return useCallback((error) => (isPushError(error) ? t(`push.${error.code}`) : describe(error)), [t, describe]);
};
