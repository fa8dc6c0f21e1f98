import { useMessages } from '@flotilla/i18n';
import { Button } from '@flotilla/ui';
import { federationMessages } from './federation.messages.ts';
import { useFederation } from './federation-context.tsx';
import { createReloadOffer } from './reload-offer.ts';
import type { RemoteError } from './remote-error.ts';
import { useReplacement } from './use-replacement.ts';

/** The ways out of a failure beside trying again: a build that ran here before, or a page that goes with the new one. */
export const ReplacementOffer = ({ error }: { error: RemoteError }) => {
	const federation = useFederation();
	const t = useMessages(federationMessages);
	const { remote: build, reload } = useReplacement(error);
	if (build !== null) {
		return (
			<Button variant="default" onClick={() => void federation.replace(build)}>
				{t('useVersion', { version: build.version })}
			</Button>
		);
	}
	const failedBuild = federation.find(error.remote)?.build;
	const offer = createReloadOffer();
	if (!reload || failedBuild === undefined || offer.isSpent(failedBuild)) return null;
	return (
		<Button variant="default" onClick={() => offer.take(failedBuild)}>
			{t('reload')}
		</Button>
	);
};
