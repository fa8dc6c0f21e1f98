import { useNetworkState, useOutbox } from '@flotilla/data-cache';
import { useNotifications } from '@flotilla/session';
import { Button, StatusDot } from '@flotilla/ui';
import { type ComponentType, useState } from 'react';
import styles from './queue-indicator.module.css';
import type { QueuePanelProps } from './queue-panel.view.tsx';
import { summaryOf } from './queue-words.model.ts';

/** Whether the server can be reached and what waits for it; leads to the list. Nothing while all is well. */
export const QueueIndicator = () => {
	const network = useNetworkState();
	const { operations } = useOutbox();
	const notifications = useNotifications();
	const [Panel, setPanel] = useState<ComponentType<QueuePanelProps> | null>(null);
	const [opened, setOpened] = useState(false);
	const summary = summaryOf(operations, network);

	// Not with the first page: most people never see it.
	const open = async () => {
		try {
			const { QueuePanel } = await import('./queue-panel.view.tsx');
			setPanel(() => QueuePanel);
			setOpened(true);
		} catch {
			notifications.add({
				key: 'queue-panel',
				kind: 'warning',
				title: 'The list cannot be shown without a network',
				message: 'What you changed is kept on this device all the same.',
			});
		}
	};

	const [first, ...more] = summary?.parts ?? [];
	return (
		<>
			<span role="status" className={styles.status}>
				{summary !== null && (
					<Button
						variant="subtle"
						color="gray"
						size="compact-sm"
						className={styles.indicator}
						aria-haspopup="dialog"
						title={summary.label}
						onClick={() => void open()}
					>
						<StatusDot tone={summary.tone}>
							{first}
							{more.length > 0 && <span className={styles.more}>{` · ${more.join(' · ')}`}</span>}
						</StatusDot>
					</Button>
				)}
			</span>
			{Panel !== null && opened && <Panel onClose={() => setOpened(false)} />}
		</>
	);
};
