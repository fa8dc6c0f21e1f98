import { isApiError } from '@flotilla/api-client';
import { useMessages } from '@flotilla/i18n';
import { EmptyState, ErrorCard, Icon } from '@flotilla/ui';
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
	// Trying again changes nothing here; somebody has to give the permission.
	if (isApiError(error) && error.code === 'FORBIDDEN') {
		return (
			<EmptyState
				icon={<Icon name="alert" />}
				title={t('forbidden', { what })}
				description={t('forbiddenDescription')}
			/>
		);
	}
	const requestId = isApiError(error) ? error.requestId : undefined;
	return (
		<ErrorCard
			title={t('notLoaded', { what })}
			description={isApiError(error) ? error.message : t('checkConnection')}
			retryLabel={t('tryAgain')}
			{...(requestId !== undefined && { requestId })}
			onRetry={onRetry}
			retrying={retrying}
		/>
	);
};
