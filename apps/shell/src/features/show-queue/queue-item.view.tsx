import type { NetworkStateName, Operation } from '@flotilla/data-cache';
import { Button, StatusDot, type StatusTone, Text } from '@flotilla/ui';
import { RelativeTime } from '@flotilla/ui/data';
import styles from './queue-panel.module.css';
import { contentOf, stateOf } from './queue-words.model.ts';

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

/** One change that waits. */
export const QueueItem = ({ operation, title, network, onRetry, onResolve, onDiscard }: Props) => {
	const { state, createdAt } = operation;
	return (
		<li className={styles.item}>
			<div className={styles.head}>
				<Text fw={500} className={styles.title}>
					{title}
				</Text>
				<Text span size="sm" c="dimmed" className={styles.time}>
					<RelativeTime value={createdAt} />
				</Text>
			</div>
			{contentOf(operation).map((line) => (
				<Text key={line} size="sm" c="dimmed" className={styles.line}>
					{line}
				</Text>
			))}
			<Text span size="sm">
				<StatusDot tone={tones[state]}>{stateOf(operation, network)}</StatusDot>
			</Text>
			{state !== 'sending' && (
				<div className={styles.actions}>
					{state === 'failed' && (
						<Button size="xs" variant="default" aria-label={`Try again: ${title}`} onClick={onRetry}>
							Try again
						</Button>
					)}
					{state === 'conflict' && (
						<>
							<Button size="xs" variant="default" aria-label={`Keep mine: ${title}`} onClick={() => onResolve('mine')}>
								Keep mine
							</Button>
							<Button
								size="xs"
								variant="default"
								aria-label={`Take theirs: ${title}`}
								onClick={() => onResolve('theirs')}
							>
								Take theirs
							</Button>
						</>
					)}
					{state !== 'conflict' && (
						<Button
							size="xs"
							variant="subtle"
							color="gray"
							className={styles.quiet}
							aria-label={`Discard: ${title}`}
							onClick={onDiscard}
						>
							Discard
						</Button>
					)}
				</div>
			)}
		</li>
	);
};
