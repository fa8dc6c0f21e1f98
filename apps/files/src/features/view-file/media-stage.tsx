import type { StoredFile } from '@flotilla/contracts';
import { useMessages } from '@flotilla/i18n';
import { useState } from 'react';
import { StageProblem } from './stage-problem.tsx';
import { takeFocus } from './take-focus.ts';
import { viewFileMessages } from './view-file.messages.ts';
import styles from './view-file.module.css';

/** Sound and films, with the browser's own controls. What people upload comes without captions. */
export const MediaStage = ({ file, kind }: { file: StoredFile; kind: 'audio' | 'video' }) => {
	const t = useMessages(viewFileMessages);
	const [hasFailed, setHasFailed] = useState(file.previewUrl === undefined);
	if (hasFailed) return <StageProblem file={file} />;
	const common = {
		src: file.previewUrl,
		controls: true,
		preload: 'metadata',
		ref: takeFocus,
		onError: () => setHasFailed(true),
	} as const;
	return (
		<div className={styles.media}>
			{kind === 'audio' ? (
				<audio {...common} aria-label={t('audio', { name: file.filename })} />
			) : (
				<video {...common} playsInline aria-label={t('video', { name: file.filename })} />
			)}
		</div>
	);
};
