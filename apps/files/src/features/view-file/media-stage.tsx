import type { StoredFile } from '@flotilla/contracts';
import { useMessages } from '@flotilla/i18n';
import { type SyntheticEvent, useRef } from 'react';
import { StageProblem } from './stage-problem.tsx';
import { takeFocus } from './take-focus.ts';
import { useSteadyAddress } from './use-steady-address.ts';
import { viewFileMessages } from './view-file.messages.ts';
import styles from './view-file.module.css';

/** Sound and films, with the browser's own controls. What people upload comes without captions. */
export const MediaStage = ({ file, kind }: { file: StoredFile; kind: 'audio' | 'video' }) => {
	const t = useMessages(viewFileMessages);
	const { address, hasFailed, refuse } = useSteadyAddress(file);
	/** Seconds; where it was when its address was refused. */
	const reached = useRef(0);
	if (file.previewUrl === undefined || hasFailed) return <StageProblem file={file} />;
	const common = {
		src: address,
		controls: true,
		preload: 'metadata',
		ref: takeFocus,
		onError({ currentTarget }: SyntheticEvent<HTMLMediaElement>) {
			reached.current = currentTarget.currentTime;
			refuse();
		},
		onLoadedMetadata({ currentTarget }: SyntheticEvent<HTMLMediaElement>) {
			if (reached.current > 0) currentTarget.currentTime = reached.current;
			reached.current = 0;
		},
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
