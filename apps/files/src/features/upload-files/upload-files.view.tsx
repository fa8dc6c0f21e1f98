import { defaultMaximumResumableFileSize } from '@flotilla/contracts';
import { useUploadFile } from '@flotilla/data-cache';
import { ActionIcon, Button, Group, Icon, Stack, Text } from '@flotilla/ui';
import { DropZone, formatBytes, Progress } from '@flotilla/ui/data';
import { useSyncExternalStore } from 'react';
import { acceptedTypes, acceptedTypesInWords } from './upload-check.model.ts';
import styles from './upload-files.module.css';
import { isFinished, type UploadItem, type UploadQueue } from './upload-queue.model.ts';
import { canRetry, describeRefusal, describeUploadError } from './upload-words.model.ts';

/** Where files are dropped or chosen, and how far those on their way are. */
export const UploadFiles = ({ queue }: { queue: UploadQueue }) => {
	const items = useSyncExternalStore(queue.subscribe, queue.items);
	const upload = useUploadFile();
	const add = (files: readonly File[]): void => queue.add(files, upload);

	return (
		<Stack gap="sm">
			<DropZone
				accept={acceptedTypes}
				hint={`Allowed are ${acceptedTypesInWords}, up to ${formatBytes(defaultMaximumResumableFileSize)} each.`}
				onFiles={add}
				// The queue says what is wrong with them, beside those that are fine.
				onReject={(rejections) => add(rejections.map(({ file }) => file))}
			/>
			{items.length > 0 && (
				<section aria-label="Uploads" className={styles.queue}>
					<Group justify="space-between" className={styles.head}>
						<Text size="sm" fw={500} role="status">
							{summarize(items)}
						</Text>
						{items.some(isFinished) && (
							<Button size="compact-sm" variant="subtle" onClick={queue.clearFinished}>
								Clear finished
							</Button>
						)}
					</Group>
					<ul className={styles.items}>
						{items.map((item) => (
							<UploadRow key={item.id} item={item} queue={queue} />
						))}
					</ul>
				</section>
			)}
		</Stack>
	);
};

const UploadRow = ({ item, queue }: { item: UploadItem; queue: UploadQueue }) => {
	const { id, file, state } = item;
	const trouble = troubleOf(item);
	return (
		<li className={styles.item} data-upload-status={state.status}>
			<div className={styles.what}>
				<Group gap="xs" justify="space-between" wrap="nowrap">
					<Text size="sm" truncate>
						{file.name}
					</Text>
					<Text size="sm" c="dimmed" className={styles.figures}>
						{figuresOf(item)}
					</Text>
				</Group>
				{trouble === null ? (
					<Progress
						value={percentageOf(item)}
						size="xs"
						color={state.status === 'done' ? 'green' : 'accent'}
						aria-label={`Upload of ${file.name}`}
					/>
				) : (
					<Text size="sm" c="red">
						{trouble}
					</Text>
				)}
			</div>
			{state.status === 'failed' && canRetry(state.error) && (
				<ActionIcon aria-label={`Try ${file.name} again`} onClick={() => queue.retry(id)}>
					<Icon name="refresh" />
				</ActionIcon>
			)}
			<ActionIcon
				aria-label={isFinished(item) ? `Dismiss ${file.name}` : `Stop the upload of ${file.name}`}
				onClick={() => queue.remove(id)}
			>
				<Icon name="close" />
			</ActionIcon>
		</li>
	);
};

const percentageOf = ({ state }: UploadItem): number => {
	if (state.status === 'done') return 100;
	return state.status === 'uploading' ? state.percentage : 0;
};

const figuresOf = (item: UploadItem): string => {
	if (item.state.status === 'done') return 'Done';
	if (item.state.status === 'waiting') return 'Waiting';
	return item.state.status === 'uploading' ? `${percentageOf(item)} %` : formatBytes(item.file.size);
};

const troubleOf = ({ state }: UploadItem): string | null => {
	if (state.status === 'refused') return describeRefusal(state.refusal, formatBytes);
	return state.status === 'failed' ? describeUploadError(state.error) : null;
};

const summarize = (items: readonly UploadItem[]): string => {
	const under = items.filter((item) => !isFinished(item)).length;
	if (under > 0) return under === 1 ? 'Uploading 1 file' : `Uploading ${under} files`;
	const failed = items.filter(({ state }) => state.status !== 'done').length;
	if (failed === 0) return 'All uploads are done';
	return failed === 1 ? '1 file was not uploaded' : `${failed} files were not uploaded`;
};
