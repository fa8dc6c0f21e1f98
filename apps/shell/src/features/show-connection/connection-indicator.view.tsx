import type { ConnectionState } from '@flotilla/contracts';
import { useNetworkState } from '@flotilla/data-cache';
import { useConnectionState } from '@flotilla/platform';
import { StatusDot, type StatusTone } from '@flotilla/ui';

const shown: Record<ConnectionState, { label: string; tone: StatusTone }> = {
	connected: { label: 'Live', tone: 'success' },
	connecting: { label: 'Connecting', tone: 'warning' },
	authenticating: { label: 'Connecting', tone: 'warning' },
	reconnecting: { label: 'Reconnecting', tone: 'warning' },
	closing: { label: 'Not live', tone: 'neutral' },
	disconnected: { label: 'Not live', tone: 'neutral' },
};

/** Whether changes made elsewhere arrive by themselves. */
export const ConnectionIndicator = () => {
	const state = useConnectionState();
	const network = useNetworkState();
	// Said already, and better, by what tells of the network.
	if (network !== 'online') return null;
	const { label, tone } = shown[state];
	return (
		<span role="status" data-connection={state}>
			<StatusDot tone={tone}>{label}</StatusDot>
		</span>
	);
};
