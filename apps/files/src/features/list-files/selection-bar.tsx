import type { StoredFile } from '@flotilla/contracts';
import { useMessages } from '@flotilla/i18n';
import { useNotifications } from '@flotilla/session';
import { ActionIcon, Button, Icon } from '@flotilla/ui';
import { downloadFiles, maximumDownloads } from '../../file/download-files.ts';
import { listFilesMessages } from './list-files.messages.ts';
import styles from './list-files.module.css';

interface Props {
	files: readonly StoredFile[];
	onClear: () => void;
	mayRemove: (file: StoredFile) => boolean;
	onRemove: (files: readonly StoredFile[]) => void;
}

/** What can be done with all that is selected; it takes the toolbar's place, so that nothing moves. */
export const SelectionBar = ({ files, onClear, mayRemove, onRemove }: Props) => {
	const t = useMessages(listFilesMessages);
	const notifications = useNotifications();
	const count = files.length;
	const removable = files.filter(mayRemove);
	const download = () => {
		if (count > maximumDownloads) {
			notifications.add({
				kind: 'warning',
				title: t('tooManyTitle'),
				message: t('tooManyMessage', { maximum: maximumDownloads, count }),
			});
		} else void downloadFiles(files);
	};
	return (
		<div role="toolbar" aria-label={t('selectionActions')} className={styles.selectionBar}>
			<ActionIcon aria-label={t('clearSelection')} onClick={onClear}>
				<Icon name="close" />
			</ActionIcon>
			<span className={styles.count} role="status">
				{t('selected', { count })}
			</span>
			<Button variant="default" className={styles.act ?? ''} leftSection={<Icon name="download" />} onClick={download}>
				{t('downloadSelected')}
			</Button>
			{removable.length > 0 && (
				<Button
					variant="default"
					className={styles.act ?? ''}
					leftSection={<Icon name="trash" />}
					onClick={() => onRemove(removable)}
				>
					{t('deleteSelected')}
				</Button>
			)}
		</div>
	);
};
