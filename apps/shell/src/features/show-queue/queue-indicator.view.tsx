import { useNetworkState, useOutbox } from '@flotilla/data-cache';
import { useFormat, useMessages } from '@flotilla/i18n';
import { Button, StatusDot } from '@flotilla/ui';
import { useState } from 'react';
import { createOnDemand } from '../../on-demand/create-on-demand.ts';
import { useOverlayOnDemand } from '../../overlays/use-overlay-on-demand.ts';
import styles from './queue-indicator.module.css';
import { summaryOf } from './queue-words.model.ts';
import { showQueueMessages } from './show-queue.messages.ts';

// Not with the first page: most people never see it.
const queuePanel = createOnDemand(async () => (await import('./queue-panel.view.tsx')).QueuePanel);

/** Whether the server can be reached and what waits for it; leads to the list. Nothing while all is well. */
export const QueueIndicator = () => {
	const t = useMessages(showQueueMessages);
	const format = useFormat();
	const network = useNetworkState();
	const { operations } = useOutbox();
	const [opened, setOpened] = useState(false);
	const summary = summaryOf(t, operations, network);
	const close = () => setOpened(false);
	const Panel = useOverlayOnDemand({
		opened,
		code: queuePanel,
		close,
		notLoaded: { key: 'queue-panel', title: t('notLoaded'), message: t('notLoadedHint') },
	});

	const [first, ...more] = summary?.parts ?? [];
	return (
		<>
			<span role="status" className={styles.status}>
				{summary !== null && (
					<Button
						variant="subtle"
						color="gray"
						size="xs"
						className={styles.indicator ?? ''}
						aria-haspopup="dialog"
						title={format.list(summary.inFull)}
						onClick={() => setOpened(true)}
					>
						<StatusDot tone={summary.tone}>
							{first}
							{more.length > 0 && <span className={styles.more}>{` · ${more.join(' · ')}`}</span>}
						</StatusDot>
					</Button>
				)}
			</span>
			{Panel !== null && <Panel onClose={close} />}
		</>
	);
};
