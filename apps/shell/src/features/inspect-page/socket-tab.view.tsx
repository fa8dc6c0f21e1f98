import { useFormat, useMessages } from '@flotilla/i18n';
import { useConnectionState, usePlatform } from '@flotilla/platform';
import { StatusDot, type StatusTone } from '@flotilla/ui';
import { DescriptionList } from '@flotilla/ui/data';
import { inspectPageMessages } from './inspect-page.messages.ts';
import type { Inspection } from './inspection.ts';
import styles from './inspector.module.css';
import { useNow } from './use-now.ts';

const tones: Record<ReturnType<typeof useConnectionState>, StatusTone> = {
	disconnected: 'neutral',
	connecting: 'info',
	authenticating: 'info',
	connected: 'success',
	reconnecting: 'warning',
	closing: 'neutral',
};

/** How the events of the server come to this tab. */
export const SocketTab = ({ inspection: { socket, since } }: { inspection: Inspection }) => {
	const t = useMessages(inspectPageMessages);
	const format = useFormat();
	const { realtime, bus } = usePlatform();
	const state = useConnectionState();
	const now = useNow();
	const { transport, role, position, wishes, badFrameCount } = realtime;
	const { reconnects, connectedAt, lastMessage } = socket.counts();
	const ago = (at: number) => t('ago', { time: format.duration(Math.max(0, Math.floor((now - at) / 1_000))) });
	const names = [...wishes.topics, ...wishes.rooms.map(({ room }) => t('room', { room }))];
	return (
		<>
			<DescriptionList
				className={styles.list ?? ''}
				items={[
					{ label: t('state'), value: <StatusDot tone={tones[state]}>{t(`connection.${state}`)}</StatusDot> },
					{ label: t('transport'), value: transport === null ? null : t(`transport.${transport}`) },
					{ label: t('sharing'), value: role === null ? null : t(`role.${role}`) },
					{
						label: t('position'),
						value:
							position === null ? null : (
								<code>
									{position.epoch} · {position.offset}
								</code>
							),
					},
					{ label: t('follows'), value: names.length === 0 ? t('everything') : format.list(names) },
					{ label: t('reconnects'), value: format.number(reconnects) },
					{ label: t('connectedSince'), value: connectedAt === null ? t('before') : ago(connectedAt) },
					{
						label: t('lastMessage'),
						value: lastMessage === null ? t('noMessage') : `${lastMessage.name} · ${ago(lastMessage.at)}`,
					},
					{
						label: t('dropped'),
						value: t('droppedCounts', { frames: badFrameCount, events: bus.rejectedCount }),
					},
				]}
			/>
			<p className={styles.note}>{t('countedSince', { time: format.date(since, 'date-time') })}</p>
		</>
	);
};
