import type { StoredFile } from '@flotilla/contracts';
import { Icon } from '@flotilla/ui';
import { useState } from 'react';
import { fileIconOf } from './file-icon.ts';
import styles from './file-picture.module.css';

interface Props {
	file: Pick<StoredFile, 'mimeType' | 'thumbnailStatus' | 'thumbnailUrl'>;
	/** Pixels of its sign when there is no picture. Default 16. */
	iconSize?: number;
}

/** What a file looks like. It fills its place, which has the same size before the picture is there. */
export const FilePicture = ({ file: { mimeType, thumbnailStatus, thumbnailUrl }, iconSize = 16 }: Props) => {
	const [loaded, setLoaded] = useState<string | null>(null);
	const [failed, setFailed] = useState<string | null>(null);
	const src = thumbnailStatus === 'ready' && thumbnailUrl !== failed ? thumbnailUrl : undefined;
	const isComing = thumbnailStatus === 'pending' || (src !== undefined && src !== loaded);
	return (
		<span className={styles.picture} data-coming={isComing || undefined}>
			{src === undefined ? (
				<Icon name={fileIconOf(mimeType)} size={iconSize} />
			) : (
				<img
					src={src}
					alt=""
					loading="lazy"
					decoding="async"
					draggable={false}
					onLoad={() => setLoaded(src)}
					onError={() => setFailed(src)}
				/>
			)}
		</span>
	);
};
