import type { NetworkStateName, Operation } from '@flotilla/data-cache';
import { useFormat, useMessages } from '@flotilla/i18n';
import { Button, StatusDot, type StatusTone, Text } from '@flotilla/ui';
import styles from './queue-panel.module.css';
import { contentOf, stateOf } from './queue-words.model.ts';
import { showQueueMessages } from './show-queue.messages.ts';

interface Props {
	operation: Operation;
	title: string;
	network: NetworkStateName;
	onRetry: () => void;
	onResolve: (side: 'mine' | 'theirs') => void;
	onDiscard: () => void;
}

const tones: Record<Operation['state'], StatusTone> = {
	waiting: 'neutral',
	sending: 'info',
	failed: 'danger',
	conflict: 'warning',
};

const changeSides = [
	{ side: 'mine', label: 'mine', inFull: 'mineFull' },
	{ side: 'theirs', label: 'theirs', inFull: 'theirsFull' },
] as const;
const removalSides = [
	{ side: 'mine', label: 'mineRemove', inFull: 'mineRemoveFull' },
	{ side: 'theirs', label: 'theirsRemove', inFull: 'theirsRemoveFull' },
] as const;

/** One change that waits. */
export const QueueItem = ({ operation, title, network, onRetry, onResolve, onDiscard }: Props) => {
	const t = useMessages(showQueueMessages);
	const format = useFormat();
	const { state, kind, createdAt } = operation;
	const sides = kind === 'remove' ? removalSides : changeSides;
	return (
		<li className={styles.item}>
			<div className={styles.head}>
				<Text fw={500} className={styles.title}>
					{title}
				</Text>
				<Text span size="sm" c="dimmed" className={styles.time}>
					<time dateTime={new Date(createdAt).toISOString()} title={format.date(createdAt, 'date-time')}>
						{format.relativeTime(createdAt)}
					</time>
				</Text>
			</div>
			{contentOf(t, operation).map((line) => (
				<Text key={line} size="sm" c="dimmed" className={styles.line}>
					{line}
				</Text>
			))}
			<Text span size="sm">
				<StatusDot tone={tones[state]}>{stateOf(t, operation, network)}</StatusDot>
			</Text>
			{state !== 'sending' && (
				<div className={styles.actions}>
					{state === 'failed' && (
						<Button size="xs" variant="default" aria-label={t('retryFull', { title })} onClick={onRetry}>
							{t('retry')}
						</Button>
					)}
					{state === 'conflict' &&
						sides.map(({ side, label, inFull }) => (
							<Button
								key={side}
								size="xs"
								variant="default"
								aria-label={t(inFull, { title })}
								onClick={() => onResolve(side)}
							>
								{t(label)}
							</Button>
						))}
					{state !== 'conflict' && (
						<Button
							size="xs"
							variant="subtle"
							color="gray"
							className={styles.quiet}
							aria-label={t('discardFull', { title })}
							onClick={onDiscard}
						>
							{t('discard')}
						</Button>
					)}
				</div>
			)}
		</li>
	);
};
