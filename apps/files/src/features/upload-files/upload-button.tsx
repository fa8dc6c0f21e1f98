import { useMessages } from '@flotilla/i18n';
import { ActionIcon, Button, Icon, Menu } from '@flotilla/ui';
import { FileInput, useFileChooser } from './file-chooser.tsx';
import { acceptedTypes } from './upload-check.model.ts';
import { uploadFilesMessages } from './upload-files.messages.ts';
import styles from './upload-files.module.css';

/** The page's primary action: files, or in its menu a folder. */
export const UploadButton = ({ onFiles }: { onFiles: (files: File[]) => void }) => {
	const t = useMessages(uploadFilesMessages);
	const files = useFileChooser();
	const folder = useFileChooser();
	return (
		<div className={styles.button}>
			<FileInput chooser={files} label={t('choose')} accept={acceptedTypes} onFiles={onFiles} />
			<FileInput chooser={folder} label={t('chooseFolder')} folder onFiles={onFiles} />
			<Button leftSection={<Icon name="upload" />} className={styles.main ?? ''} onClick={files.open}>
				{t('upload')}
			</Button>
			<Menu position="bottom-end">
				<Menu.Target>
					<ActionIcon variant="filled" color="accent" className={styles.more ?? ''} aria-label={t('moreWays')}>
						<Icon name="chevron-down" />
					</ActionIcon>
				</Menu.Target>
				<Menu.Dropdown>
					<Menu.Item leftSection={<Icon name="file" />} onClick={files.open}>
						{t('upload')}
					</Menu.Item>
					<Menu.Item leftSection={<Icon name="files" />} onClick={folder.open}>
						{t('uploadFolder')}
					</Menu.Item>
				</Menu.Dropdown>
			</Menu>
		</div>
	);
};
