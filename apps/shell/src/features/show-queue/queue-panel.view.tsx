import { type Operation, useDataCache, useDescribeError, useNetworkState, useOutbox } from '@flotilla/data-cache';
import { useMessages } from '@flotilla/i18n';
import { useNotifications } from '@flotilla/session';
import { ConfirmDialog, Drawer, EmptyState, Icon, Stack, Text } from '@flotilla/ui';
import { useState } from 'react';
import { QueueItem } from './queue-item.view.tsx';
import styles from './queue-panel.module.css';
import { type KnownRow, titleOf } from './queue-words.model.ts';
import { showQueueMessages } from './show-queue.messages.ts';

export interface QueuePanelProps {
	onClose: () => void;
}

interface Question {
	operation: Operation;
	title: string;
	/** What goes with it. */
	dependants: readonly Operation[];
}

/** What was written on this device and has not reached the server, and what can be done about it. */
export const QueuePanel = ({ onClose }: QueuePanelProps) => {
	const t = useMessages(showQueueMessages);
	const network = useNetworkState();
	const cache = useDataCache();
	const describe = useDescribeError();
	const notifications = useNotifications();
	const { operations, retry, discard, resolve, dependantsOf } = useOutbox();
	const [question, setQuestion] = useState<Question | null>(null);

	/** As the server last said it; what it does not know yet, as it was made here. */
	const findRow = ({ resource, rowIds: [id = ''] }: Operation): KnownRow | undefined => {
		for (const { key, data } of cache.entries()) {
			const row = key[0] === resource ? rowIn(data, id) : undefined;
			if (row !== undefined) return row;
		}
		const made = operations.find(
			(one) => one.kind === 'create' && one.resource === resource && one.rowIds.includes(id),
		);
		return made?.shown as KnownRow | undefined;
	};
	// It is still in the list then, with what may be done about it.
	const orTell = (work: Promise<unknown>): void => {
		work.catch((error: unknown) => {
			notifications.add({ key: 'queue', kind: 'error', title: t('failed'), message: describe(error) });
		});
	};
	const ask = async (operation: Operation, title: string) =>
		setQuestion({ operation, title, dependants: await dependantsOf(operation.id) });
	const confirm = () => {
		if (question !== null) orTell(discard(question.operation.id));
		setQuestion(null);
	};

	return (
		<Drawer opened onClose={onClose} title={t('panel')} size={420} closeLabel={t('close')}>
			{operations.length === 0 ? (
				<EmptyState icon={<Icon name="check" />} title={t('empty')} description={t(`explain.${network}`)} />
			) : (
				<Stack gap="md">
					{/* The focus begins here and not at what discards. */}
					<Text c="dimmed" tabIndex={-1} data-autofocus className={styles.explanation}>
						{t(`explain.${network}`)}
					</Text>
					<ol className={styles.list}>
						{operations.map((operation) => {
							const title = titleOf(t, operation, findRow(operation));
							return (
								<QueueItem
									key={operation.id}
									{...{ operation, title, network }}
									onRetry={() => orTell(retry(operation.id))}
									onResolve={(side) => orTell(resolve(operation.id, side))}
									onDiscard={() => orTell(ask(operation, title))}
								/>
							);
						})}
					</ol>
				</Stack>
			)}
			<ConfirmDialog
				opened={question !== null}
				onCancel={() => setQuestion(null)}
				onConfirm={confirm}
				title={t('question')}
				confirmLabel={t('discard')}
				cancelLabel={t('keep')}
				danger
			>
				{question !== null && t('questionText', { title: question.title, count: question.dependants.length })}
			</ConfirmDialog>
		</Drawer>
	);
};

/** Of an item, a list, or a list of lists. */
const rowIn = (data: unknown, id: string): KnownRow | undefined => {
	if (typeof data !== 'object' || data === null) return undefined;
	if ('id' in data) return data.id === id ? (data as KnownRow) : undefined;
	for (const part of Object.values(data)) {
		const row = rowIn(part, id);
		if (row !== undefined) return row;
	}
	return undefined;
};
