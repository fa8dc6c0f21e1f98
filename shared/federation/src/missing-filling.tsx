import { useMessages } from '@flotilla/i18n';
import { ErrorCard } from '@flotilla/ui';
import { useEffect } from 'react';
import { federationMessages } from './federation.messages.ts';
import { useFederation } from './federation-context.tsx';
import { RemoteFacts } from './remote-facts.tsx';
import { useRemoteTitle } from './remote-title.ts';

interface Props {
	remote: string;
	/** What the remote's manifest names for the slot. */
	component: string;
}

/**
 * Stands where a running remote gives nothing to a slot it promised to fill. That costs this place
 * alone; another try would bring the same code, so there is none.
 */
export const MissingFilling = ({ remote, component }: Props) => {
	const federation = useFederation();
	const t = useMessages(federationMessages);
	const title = useRemoteTitle(remote);
	useEffect(() => federation.reportMissingComponent(remote, component), [federation, remote, component]);
	return (
		<div data-remote-failed={remote}>
			<ErrorCard
				title={t('partFailed', { title })}
				description={t('partFailedHint')}
				details={<RemoteFacts remote={remote} what={t('missing', { component })} />}
			/>
		</div>
	);
};
