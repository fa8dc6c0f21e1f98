import type { StoredFile } from '@flotilla/contracts';
import { Link } from 'react-router';
import styles from './file-name.module.css';
import { FilePicture } from './file-picture.tsx';

/** What a file looks like and what it is called, in one line; leads to it. */
export const FileName = ({ file }: { file: StoredFile }) => (
	<Link className={styles.file} to={`/files/${file.id}`}>
		<span className={styles.picture}>
			<FilePicture file={file} />
		</span>
		<span className={styles.name} title={file.filename}>
			{file.filename}
		</span>
	</Link>
);
