import { fileKindOf, type StoredFile } from '@flotilla/contracts';
import { useFormat, useMessages } from '@flotilla/i18n';
import { Button, Icon } from '@flotilla/ui';
import { DescriptionList } from '@flotilla/ui/data';
import { downloadProps } from '../../file/download-props.ts';
import { fileIconOf } from '../../file/file-icon.ts';
import { sharedMessages } from '../../messages/shared.messages.ts';
import { takeFocus } from './take-focus.ts';
import { viewFileMessages } from './view-file.messages.ts';
import styles from './view-file.module.css';

/** What is known of a file that no browser shows. */
export const OtherStage = ({ file }: { file: StoredFile }) => {
	const t = useMessages(viewFileMessages);
	const shared = useMessages(sharedMessages);
	const format = useFormat();
	const { filename, originalName, mimeType, size, ownerName, createdAt } = file;
	return (
		<div className={styles.other}>
			<span className={styles.sign}>
				<Icon name={fileIconOf(mimeType)} size={32} />
			</span>
			<p className={styles.why}>{t('noPreview')}</p>
			<DescriptionList
				items={[
					{ label: t('type'), value: `${shared('kind', { kind: fileKindOf(mimeType) })} (${mimeType})` },
					{ label: t('size'), value: format.bytes(size) },
					{ label: t('owner'), value: ownerName },
					{ label: t('uploaded'), value: format.date(createdAt, 'date-time') },
					...(originalName === filename ? [] : [{ label: t('originalName'), value: originalName }]),
				]}
			/>
			<Button component="a" {...downloadProps(file)} leftSection={<Icon name="download" />} ref={takeFocus}>
				{t('download')}
			</Button>
		</div>
	);
};
