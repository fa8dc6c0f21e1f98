import { useMessages } from '@flotilla/i18n';
import { SupportDetails } from '@flotilla/ui';
import { federationMessages } from './federation.messages.ts';
import { useFederation } from './federation-context.tsx';

/** What whoever repairs a remote wants to know of it. */
export const RemoteFacts = ({ remote, what }: { remote: string; what: string }) => {
	const t = useMessages(federationMessages);
	const { composition, find } = useFederation();
	const composed = find(remote);
	return (
		<SupportDetails
			entries={[
				{ label: t('what'), value: what },
				{ label: t('remote'), value: `${remote} ${composed?.version ?? ''}`.trim() },
				{ label: t('owner'), value: composed?.manifest.owner },
				{ label: t('composition'), value: composition.id },
			]}
			copyLabel={t('copy')}
		/>
	);
};
