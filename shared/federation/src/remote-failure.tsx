import { useMessages } from '@flotilla/i18n';
import { ErrorCard } from '@flotilla/ui';
import { federationMessages } from './federation.messages.ts';
import { useFederation } from './federation-context.tsx';
import type { RemoteError } from './remote-error.ts';
import { RemoteFacts } from './remote-facts.tsx';
import { useRemoteTitle } from './remote-title.ts';
import { ReplacementOffer } from './replacement-offer.tsx';

/** What stands where a remote would be: what happened, what is safe, and a way to try again. */
export const RemoteFailure = ({ error }: { error: RemoteError }) => {
	const { remote, phase } = error;
	const federation = useFederation();
	const t = useMessages(federationMessages);
	const title = useRemoteTitle(remote);
	return (
		<div data-remote-failed={remote}>
			<ErrorCard
				title={t('failed', { title })}
				description={t('failedHint')}
				details={<RemoteFacts remote={remote} what={t(`phase.${phase}`, { title })} />}
				retryLabel={t('retry')}
				onRetry={() => void federation.start(remote)}
				actions={<ReplacementOffer error={error} />}
			/>
		</div>
	);
};
