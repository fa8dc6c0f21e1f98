import { type ReactNode, Suspense, useEffect } from 'react';
import type { RemoteState } from './create-federation.ts';
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

	useEffect(() => {
		// A failed remote waits for a person's retry.
		if (state.status === 'idle') void federation.start(remote);
	}, [federation, remote, state.status]);

	return <div data-remote={remote}>{renderState(state)}</div>;

	function renderState(current: RemoteState): ReactNode {
		if (current.status === 'failed') return <RemoteFailure error={current.error} />;
		if (current.status !== 'running') return fallback;
		return (
			<RemoteBoundary onError={(error) => federation.reportRenderFailure(remote, error)}>
				<Suspense fallback={fallback}>
					<Running running={current.running} render={children} />
				</Suspense>
			</RemoteBoundary>
		);
	}
};

// A component of its own, so that what `render` throws is thrown below the boundary.
const Running = ({ running, render }: { running: RunningRemote; render: Props['children'] }) => render(running);
