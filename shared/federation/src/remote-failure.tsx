import { ErrorCard } from '@flotilla/ui';
import { useFederation } from './federation-context.tsx';
import type { RemoteError } from './remote-error.ts';

/** What stands where a remote would be: what happened, what is safe, and a way to try again. */
export const RemoteFailure = ({ error }: { error: RemoteError }) => {
	const federation = useFederation();
	const title = federation.find(error.remote)?.manifest.title ?? error.remote;
	return (
		<div data-remote-failed={error.remote}>
			<ErrorCard
				title={`${title} is not available`}
				description="The rest of the page works as usual and nothing you saved is lost. Try again, or come back in a few minutes."
				details={`${error.message} Version ${error.version}.`}
				onRetry={() => void federation.start(error.remote)}
			/>
		</div>
	);
};
