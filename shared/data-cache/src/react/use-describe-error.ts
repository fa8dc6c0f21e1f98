import { describeError, errorMessages } from '@flotilla/api-client';
import { useMessages } from '@flotilla/i18n';
import { useCallback } from 'react';
import { outboxMessages } from '../outbox/outbox.messages.ts';
import { isOutboxError } from '../outbox/outbox-error.ts';

/** Says a failure of the server or of the outbox in the person's language: `describe(error)`. Suspends while the texts are on their way. */
export const useDescribeError = (): ((error: unknown) => string) => {
	const t = useMessages(errorMessages);
	const ofOutbox = useMessages(outboxMessages);
	return useCallback((error) => (isOutboxError(error) ? ofOutbox(error.code) : describeError(error, t)), [t, ofOutbox]);
};
