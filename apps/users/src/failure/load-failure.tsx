import { isApiError } from '@flotilla/api-client';
import { EmptyState, ErrorCard, Icon } from '@flotilla/ui';

interface Props {
	/** What is missing, as the subject of "could not be loaded". */
	what: string;
	error: unknown;
	onRetry: () => void;
	/** Another attempt is on its way. */
	retrying: boolean;
}

/** Stands where something could not be loaded, or above what is left of it. */
export const LoadFailure = ({ what, error, onRetry, retrying }: Props) => {
	// Trying again changes nothing here; somebody has to give the permission.
	if (isApiError(error) && error.code === 'FORBIDDEN') {
		return (
			<EmptyState
				icon={<Icon name="alert" />}
				title={`${what} is not open to you`}
				description="Your role does not include this. An administrator can change that."
			/>
		);
	}
	const requestId = isApiError(error) ? error.requestId : undefined;
	return (
		<ErrorCard
			title={`${what} could not be loaded`}
			description={isApiError(error) ? error.message : 'Check the connection and try again. Nothing was lost.'}
			{...(requestId !== undefined && { requestId })}
			onRetry={onRetry}
			retrying={retrying}
		/>
	);
};
