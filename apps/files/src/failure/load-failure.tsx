import { isApiError } from '@flotilla/api-client';
import { EmptyState, ErrorCard, Icon } from '@flotilla/ui';

/**
 * Stands where something could not be loaded.
 *
 * @param what what is missing, as the subject of "could not be loaded".
 */
export const LoadFailure = ({ what, error, onRetry }: { what: string; error: unknown; onRetry: () => void }) => {
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
		/>
	);
};
