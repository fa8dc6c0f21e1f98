import { describeError, errorMessages } from '@flotilla/api-client';
import { useMessages } from '@flotilla/i18n';
import { useCallback } from 'react';

/** Says a failure in the person's language: `describe(error)`. Suspends while the texts are on their way. */
export const useDescribeError = (): ((error: unknown) => string) => {
	const t = useMessages(errorMessages);
	return useCallback((error) => describeError(error, t), [t]);
};
