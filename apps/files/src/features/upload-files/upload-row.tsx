import { useDescribeError } from '@flotilla/data-cache';
import { useFormat, useMessages } from '@flotilla/i18n';
import { ActionIcon, Icon, Progress, Text } from '@flotilla/ui';
import { memo } from 'react';
import { Link } from 'react-router';
import { uploadFilesMessages } from './upload-files.messages.ts';
import styles from './upload-files.module.css';
import { isFinished, isUnderWay, progressOf, type UploadItem } from './upload-item.ts';
import { canRetry, type UploadQueue } from './upload-queue.model.ts';
import { describeProgress, describeTrouble } from './upload-words.model.ts';

interface Props {
	item: UploadItem;
	queue: UploadQueue;
}

const barTones = { paused: 'neutral', offline: 'neutral', done: 'success' } as const;

/** One upload: what it is, how far it is, and what can be done about it. */
export const UploadRow = memo(({ item, queue }: Props) => {
	const t = useMessages(uploadFilesMessages);
	const format = useFormat();
	const describe = useDescribeError();
	const { id, file, state } = item;
	const { name } = file;
	const trouble = describeTrouble(item, { t, format, describe });
	const hasBar = trouble === null && state.status !== 'done';

	return (
		<li className={styles.item} data-upload-status={state.status}>
			<span className={styles.sign} data-status={state.status}>
				<Icon name={state.status === 'done' ? 'success' : trouble === null ? 'file' : 'error'} />
			</span>
			<div className={styles.what}>
				<div className={styles.line}>
					{state.status === 'done' ? (
						<Link className={styles.name} to={`/files/${state.stored.id}`} aria-label={t('open', { name })}>
							{name}
						</Link>
					) : (
						<span className={styles.name} title={name}>
							{name}
						</span>
					)}
					<span className={styles.figures}>{describeProgress(item, { t, format })}</span>
				</div>
				{hasBar && (
					<Progress
						label={t('progressOf', { name })}
						hideLabel
						value={progressOf(item).percentage}
						size="sm"
						tone={barTones[state.status as keyof typeof barTones] ?? 'accent'}
					/>
				)}
				{trouble !== null && (
					<Text size="sm" c="red">
						{trouble}
					</Text>
				)}
			</div>
			{isUnderWay(item) && (
				<ActionIcon aria-label={t('pause', { name })} onClick={() => queue.pause(id)}>
					<Icon name="pause" />
				</ActionIcon>
			)}
			{state.status === 'paused' && (
				<ActionIcon aria-label={t('resume', { name })} onClick={() => queue.resume(id)}>
					<Icon name="play" />
				</ActionIcon>
			)}
			{state.status === 'failed' && canRetry(state.error) && (
				<ActionIcon aria-label={t('retry', { name })} onClick={() => queue.retry(id)}>
					<Icon name="refresh" />
				</ActionIcon>
			)}
			<ActionIcon
				aria-label={isFinished(item) ? t('dismiss', { name }) : t('stop', { name })}
				onClick={() => queue.remove(id)}
			>
				<Icon name="close" />
			</ActionIcon>
		</li>
	);
});
UploadRow.displayName = 'UploadRow';
