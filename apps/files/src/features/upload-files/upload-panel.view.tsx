import type { ResumableUpload } from '@flotilla/api-client';
import { useFormat, useMessages } from '@flotilla/i18n';
import { ActionIcon, Button, Icon, Progress, VisuallyHidden } from '@flotilla/ui';
import { useId, useState } from 'react';
import { ResumableRow } from './resumable-row.tsx';
import { uploadFilesMessages } from './upload-files.messages.ts';
import styles from './upload-files.module.css';
import { isFinished, isUnderWay, type UploadItem } from './upload-item.ts';
import { canRetry, type UploadQueue } from './upload-queue.model.ts';
import { UploadRow } from './upload-row.tsx';
import { totalUploads } from './upload-totals.model.ts';
import { summarizeUploads } from './upload-words.model.ts';

interface Props {
	items: readonly UploadItem[];
	queue: UploadQueue;
	/** Those of an earlier visit whose files have to be chosen again. */
	resumable: readonly ResumableUpload[];
	/** Whether a file is the one that was begun. */
	isSame: (upload: ResumableUpload, file: File) => Promise<boolean>;
	onFile: (file: File) => void;
	onDiscard: (upload: ResumableUpload) => void;
}

/** What is on its way, what was and what waits for somebody; nothing while there is none of it. */
export const UploadPanel = ({ items, queue, resumable, isSame, onFile, onDiscard }: Props) => {
	const t = useMessages(uploadFilesMessages);
	const format = useFormat();
	const listId = useId();
	const [isOpen, setIsOpen] = useState(true);
	if (items.length === 0 && resumable.length === 0) return null;

	const { percentage, bytesPerSecond, secondsLeft } = totalUploads(items);
	const some = (matches: (item: UploadItem) => boolean) => items.some(matches);
	const isBusy = some(isUnderWay);
	const isPaused = some(({ state }) => state.status === 'paused');
	const mayRetry = some(({ state }) => state.status === 'failed' && canRetry(state.error));
	const summary =
		items.length === 0 ? t('summaryUnfinished', { count: resumable.length }) : summarizeUploads(items, { t });

	return (
		<section aria-label={t('queue')} className={styles.queue}>
			<div className={styles.head}>
				<p className={styles.summary}>{summary}</p>
				{isBusy && secondsLeft !== null && bytesPerSecond !== null && (
					<p className={styles.figures}>
						{t('figures', {
							percent: format.percent(percentage / 100),
							rate: t('rate', { size: format.bytes(bytesPerSecond) }),
							left: t('timeLeft', { time: format.duration(Math.ceil(secondsLeft)) }),
						})}
					</p>
				)}
				<div className={styles.all}>
					{isBusy && (
						<Button size="xs" variant="subtle" onClick={queue.pauseAll}>
							{t('pauseAll')}
						</Button>
					)}
					{isPaused && (
						<Button size="xs" variant="subtle" onClick={queue.resumeAll}>
							{t('resumeAll')}
						</Button>
					)}
					{mayRetry && !isBusy && (
						<Button size="xs" variant="subtle" onClick={queue.retryAll}>
							{t('retryAll')}
						</Button>
					)}
					{(isBusy || isPaused) && (
						<Button size="xs" variant="subtle" onClick={queue.cancelAll}>
							{t('cancelAll')}
						</Button>
					)}
					{some(isFinished) && (
						<Button size="xs" variant="subtle" onClick={queue.clearFinished}>
							{t('clearFinished')}
						</Button>
					)}
				</div>
				<ActionIcon
					size="sm"
					className={styles.toggle ?? ''}
					aria-label={isOpen ? t('collapse') : t('expand')}
					aria-expanded={isOpen}
					aria-controls={listId}
					onClick={() => setIsOpen(!isOpen)}
				>
					<span className={styles.fold} data-open={isOpen || undefined}>
						<Icon name="chevron-down" />
					</span>
				</ActionIcon>
			</div>
			{isBusy && <Progress label={t('progressOfAll')} hideLabel value={percentage} size="sm" />}
			{/* Said once for all that are under way, and again when all have ended: not with every per cent. */}
			<VisuallyHidden role="status">
				{isBusy ? t('announceUnderWay', { count: items.length }) : items.length > 0 ? summary : ''}
			</VisuallyHidden>
			<ul id={listId} className={styles.items} hidden={!isOpen}>
				{resumable.map((upload) => (
					<ResumableRow key={upload.id} upload={upload} isSame={isSame} onFile={onFile} onDiscard={onDiscard} />
				))}
				{items.map((item) => (
					<UploadRow key={item.id} item={item} queue={queue} />
				))}
			</ul>
		</section>
	);
};
