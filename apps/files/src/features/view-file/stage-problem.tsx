import type { StoredFile } from '@flotilla/contracts';
import { useMessages } from '@flotilla/i18n';
import { Button, EmptyState, Icon } from '@flotilla/ui';
import { downloadProps } from '../../file/download-props.ts';
import { viewFileMessages } from './view-file.messages.ts';
import styles from './view-file.module.css';

interface Props {
	file: StoredFile;
	/** Default: that it cannot be shown. */
	title?: string;
	/** Why it is not shown. Default: that it may be damaged. */
	description?: string;
}

/** In place of what cannot be shown. */
export const StageProblem = ({ file, title, description }: Props) => {
	const t = useMessages(viewFileMessages);
	return (
		<div className={styles.problem} role="alert">
			<EmptyState
				icon={<Icon name="alert" />}
				title={title ?? t('cannotShow')}
				description={description ?? t('cannotShowDescription')}
				action={
					<Button component="a" {...downloadProps(file)} leftSection={<Icon name="download" />}>
						{t('download')}
					</Button>
				}
			/>
		</div>
	);
};
