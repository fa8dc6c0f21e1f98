import type { StoredFile } from '@flotilla/contracts';
import { FileThumbnail } from '@flotilla/ui/data';
import styles from './file-name.module.css';

/** What a file looks like and what it is called, in one line. */
export const FileName = ({ file }: { file: StoredFile }) => (
	<span className={styles.file}>
		<FileThumbnail
			src={file.thumbnailStatus === 'ready' ? file.thumbnailUrl : undefined}
			mimeType={file.mimeType}
			alt=""
		/>
		<span className={styles.name} title={file.originalName}>
			{file.originalName}
		</span>
	</span>
);
