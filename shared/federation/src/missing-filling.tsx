import { ErrorCard } from '@flotilla/ui';
import { useEffect } from 'react';
import { useFederation } from './federation-context.tsx';

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
	useEffect(() => federation.reportMissingComponent(remote, component), [federation, remote, component]);
	const composed = federation.find(remote);
	return (
		<div data-remote-failed={remote}>
			<ErrorCard
				title={`This part of ${composed?.manifest.title ?? remote} is not available`}
				description="The rest of the page works as usual and nothing you saved is lost."
				details={`There is no component named ${component}. Version ${composed?.version ?? 'unknown'}.`}
			/>
		</div>
	);
};
