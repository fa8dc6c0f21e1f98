import type { ConnectionState } from '@flotilla/contracts';
import { useNetworkState } from '@flotilla/data-cache';
import { useMessages } from '@flotilla/i18n';
import { useConnectionState } from '@flotilla/platform';
import { StatusDot, type StatusTone, Tooltip } from '@flotilla/ui';
import styles from './connection-indicator.module.css';
import { showConnectionMessages } from './show-connection.messages.ts';

const shown = {
	connected: { label: 'live', tone: 'success' },
	connecting: { label: 'connecting', tone: 'warning' },
	authenticating: { label: 'connecting', tone: 'warning' },
	reconnecting: { label: 'reconnecting', tone: 'warning' },
	closing: { label: 'notLive', tone: 'neutral' },
	disconnected: { label: 'notLive', tone: 'neutral' },
} as const satisfies Record<ConnectionState, { label: string; tone: StatusTone }>;

/** Whether changes made elsewhere arrive by themselves. */
export const ConnectionIndicator = () => {
	const t = useMessages(showConnectionMessages);
	const state = useConnectionState();
	const network = useNetworkState();
	// Said already, and better, by what tells of the network.
	if (network !== 'online') return null;
	const { label, tone } = shown[state];
	return (
		<Tooltip label={t(state === 'connected' ? 'hint.live' : 'hint.away')} position="bottom">
			<span role="status" data-connection={state} className={styles.connection}>
				<StatusDot tone={tone}>{t(label)}</StatusDot>
			</span>
		</Tooltip>
	);
};
