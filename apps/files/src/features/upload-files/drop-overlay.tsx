import { defaultMaximumResumableFileSize } from '@flotilla/contracts';
import { useFormat, useMessages } from '@flotilla/i18n';
import { Icon } from '@flotilla/ui';
import { uploadFilesMessages } from './upload-files.messages.ts';
import styles from './upload-files.module.css';

/** Lies over the whole page while files are held over it. It takes no pointer: what is dropped, the page gets. */
export const DropOverlay = () => {
	const t = useMessages(uploadFilesMessages);
	const format = useFormat();
	return (
		<div className={styles.overlay} data-drop-overlay>
			<div className={styles.invitation}>
				<Icon name="upload" size={24} />
				<p className={styles.invite}>{t('dropHere')}</p>
				<p className={styles.allowed}>
					{t('allowed', { types: t('types'), size: format.bytes(defaultMaximumResumableFileSize) })}
				</p>
			</div>
		</div>
	);
};
