import { type ReactNode, Suspense, useDeferredValue, useEffect } from 'react';
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
	// Its first render is done in slices, so that a slow device can answer to a touch meanwhile.
	const hasArrived = useDeferredValue(state.status === 'running');

	useEffect(() => {
		// A failed remote waits for a person's retry.
		if (state.status === 'idle') void federation.start(remote);
	}, [federation, remote, state.status]);

	return <div data-remote={remote}>{renderState()}</div>;

	function renderState(): ReactNode {
		if (state.status === 'failed') return <RemoteFailure error={state.error} />;
		if (state.status !== 'running' || !hasArrived) return fallback;
		return (
			<RemoteBoundary onError={(error) => federation.reportRenderFailure(remote, error)}>
				<Suspense fallback={fallback}>
					<Running running={state.running} render={children} />
				</Suspense>
			</RemoteBoundary>
		);
	}
};

// A component of its own, so that what `render` throws is thrown below the boundary.
const Running = ({ running, render }: { running: RunningRemote; render: Props['children'] }) => render(running);
