import { isApiError } from '@flotilla/api-client';
import { useDescribeError } from '@flotilla/data-cache';
import { useMessages } from '@flotilla/i18n';
import { ErrorCard, NoPermission } from '@flotilla/ui';
import { loadFailureMessages } from './load-failure.messages.ts';

interface Props {
	/** What is missing, as the subject of "could not be loaded", in the person's language. */
	what: string;
	error: unknown;
	onRetry: () => void;
	/** Another attempt is on its way. */
	retrying: boolean;
}

/** Stands where something could not be loaded, or above what is left of it. */
export const LoadFailure = ({ what, error, onRetry, retrying }: Props) => {
	const t = useMessages(loadFailureMessages);
	const describe = useDescribeError();
	// Trying again changes nothing here; somebody has to give the permission.
	if (isApiError(error) && error.code === 'FORBIDDEN') {
		return <NoPermission title={t('forbiddenTitle', { what })} />;
	}
	const requestId = isApiError(error) ? error.requestId : undefined;
	return (
		<ErrorCard
			title={t('title', { what })}
			description={describe(error)}
			{...(requestId !== undefined && { requestId })}
			onRetry={onRetry}
			retryLabel={t('retry')}
			retrying={retrying}
		/>
	);
};
