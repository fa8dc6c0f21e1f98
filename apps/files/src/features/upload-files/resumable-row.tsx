import type { ResumableUpload } from '@flotilla/api-client';
import { useFormat, useMessages } from '@flotilla/i18n';
import { ActionIcon, Button, Icon, Text } from '@flotilla/ui';
import { useState } from 'react';
import { FileInput, useFileChooser } from './file-chooser.tsx';
import { uploadFilesMessages } from './upload-files.messages.ts';
import styles from './upload-files.module.css';

interface Props {
	upload: ResumableUpload;
	isSame: (upload: ResumableUpload, file: File) => Promise<boolean>;
	onFile: (file: File) => void;
	onDiscard: (upload: ResumableUpload) => void;
}

/** An upload whose bytes only the person has: the file is chosen again, and has to be the same one. */
export const ResumableRow = ({ upload, isSame, onFile, onDiscard }: Props) => {
	const t = useMessages(uploadFilesMessages);
	const format = useFormat();
	const chooser = useFileChooser();
	const [wrong, setWrong] = useState<string | null>(null);
	const { filename: name, size, startedAt } = upload;
	const take = async ([file]: File[]) => {
		if (file === undefined) return;
		if (await isSame(upload, file)) onFile(file);
		else setWrong(file.name);
	};

	return (
		<li className={styles.item} data-upload-status="unfinished">
			<span className={styles.sign} data-status="paused">
				<Icon name="file" />
			</span>
			<div className={styles.what}>
				<div className={styles.line}>
					<span className={styles.name} title={name}>
						{name}
					</span>
					<span className={styles.figures}>{format.bytes(size)}</span>
				</div>
				<Text size="sm" c={wrong === null ? 'dimmed' : 'red'} role={wrong === null ? undefined : 'alert'}>
					{wrong === null
						? t('chooseAgain', { when: format.relativeTime(startedAt) })
						: t('notTheSame', { chosen: wrong, name, size: format.bytes(size) })}
				</Text>
			</div>
			<FileInput
				chooser={chooser}
				label={t('chooseAgainFor', { name })}
				multiple={false}
				onFiles={(files) => void take(files)}
			/>
			<Button size="xs" variant="default" onClick={chooser.open} className={styles.again ?? ''}>
				{t('chooseAgainButton')}
			</Button>
			<ActionIcon aria-label={t('discard', { name })} onClick={() => onDiscard(upload)}>
				<Icon name="close" />
			</ActionIcon>
		</li>
	);
};
