import { isApiError } from '@flotilla/api-client';
import { useMessages } from '@flotilla/i18n';
import { EmptyState, ErrorCard, Icon } from '@flotilla/ui';
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
	// Trying again changes nothing here; somebody has to give the permission.
	if (isApiError(error) && error.code === 'FORBIDDEN') {
		return (
			<EmptyState icon={<Icon name="alert" />} title={t('forbiddenTitle', { what })} description={t('forbidden')} />
		);
	}
	const requestId = isApiError(error) ? error.requestId : undefined;
	return (
		<ErrorCard
			title={t('title', { what })}
			description={isApiError(error) ? error.message : t('unknown')}
			{...(requestId !== undefined && { requestId })}
			onRetry={onRetry}
			retryLabel={t('retry')}
			retrying={retrying}
		/>
	);
};
