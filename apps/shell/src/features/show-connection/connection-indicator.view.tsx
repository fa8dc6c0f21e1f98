import type { ConnectionState } from '@flotilla/contracts';
import { useConnectionState } from '@flotilla/platform';
import { Group, StatusDot, Text } from '@flotilla/ui';

const shown: Record<ConnectionState, { label: string; color: 'green' | 'yellow' | 'gray' }> = {
	connected: { label: 'Live', color: 'green' },
	connecting: { label: 'Connecting', color: 'yellow' },
	authenticating: { label: 'Connecting', color: 'yellow' },
	reconnecting: { label: 'Reconnecting', color: 'yellow' },
	closing: { label: 'Not live', color: 'gray' },
	disconnected: { label: 'Not live', color: 'gray' },
};

/** Whether changes made elsewhere arrive by themselves. */
export const ConnectionIndicator = () => {
	const state = useConnectionState();
	const { label, color } = shown[state];
	return (
		<Group gap={8} role="status" data-connection={state}>
			<StatusDot color={color} />
			<Text size="xs" c="dimmed">
				{label}
			</Text>
		</Group>
	);
};
