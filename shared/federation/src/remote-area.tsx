import { useSlicedArrival } from '@flotilla/ui';
import { type ReactNode, Suspense, useEffect, useLayoutEffect } from 'react';
import { useFederation, useRemoteState } from './federation-context.tsx';
import type { RunningRemote } from './remote.ts';
import { RemoteBoundary } from './remote-boundary.tsx';
import { RemoteFailure } from './remote-failure.tsx';

interface Props {
	remote: string;
	/** Shown until the remote runs; of the size of what replaces it. */
	fallback: ReactNode;
	children: (running: RunningRemote) => ReactNode;
}

/** A place on the page that belongs to one remote, through all its states. */
export const RemoteArea = ({ remote, fallback, children }: Props) => {
	const federation = useFederation();
	const state = useRemoteState(remote);
	// The state and not what runs: a start may have returned nothing, which is for the boundary to find.
	const arrived = useSlicedArrival(state.status === 'running' ? state : undefined);

	// With the area itself: what is on the page is never taken for what is not.
	useLayoutEffect(() => federation.hold(remote), [federation, remote]);
	useEffect(() => {
		// A failed remote waits for a person's retry.
		if (state.status === 'idle') void federation.start(remote);
	}, [federation, remote, state.status]);

	return <div data-remote={remote}>{renderState()}</div>;

	function renderState(): ReactNode {
		if (state.status === 'failed') return <RemoteFailure error={state.error} />;
		if (arrived === undefined) return fallback;
		return (
			<RemoteBoundary onError={(error) => federation.reportRenderFailure(remote, error)}>
				<Suspense fallback={fallback}>
					<Running running={arrived.running} render={children} />
				</Suspense>
			</RemoteBoundary>
		);
	}
};

// A component of its own, so that what `render` throws is thrown below the boundary.
const Running = ({ running, render }: { running: RunningRemote; render: Props['children'] }) => render(running);
