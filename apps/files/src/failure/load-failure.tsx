import { isApiError } from '@flotilla/api-client';
import { useDescribeError } from '@flotilla/data-cache';
import { useMessages } from '@flotilla/i18n';
import { ErrorCard, NoPermission } from '@flotilla/ui';
import { sharedMessages } from '../messages/shared.messages.ts';

interface Props {
	/** What is missing, e.g. `The list of files`. */
	what: string;
	error: unknown;
	onRetry: () => void;
	/** Another attempt is on its way. */
	retrying: boolean;
}

/** Stands where something could not be loaded, or above what is left of it. */
export const LoadFailure = ({ what, error, onRetry, retrying }: Props) => {
	const t = useMessages(sharedMessages);
	const describe = useDescribeError();
	// Trying again changes nothing here; somebody has to give the permission.
	if (isApiError(error) && error.code === 'FORBIDDEN') {
		return <NoPermission title={t('forbidden', { what })} />;
	}
	const requestId = isApiError(error) ? error.requestId : undefined;
	return (
		<ErrorCard
			title={t('notLoaded', { what })}
			description={describe(error)}
			retryLabel={t('tryAgain')}
			{...(requestId !== undefined && { requestId })}
			onRetry={onRetry}
			retrying={retrying}
		/>
	);
};
