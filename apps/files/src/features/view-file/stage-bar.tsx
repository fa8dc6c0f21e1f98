import { useFormat, useMessages } from '@flotilla/i18n';
import { ActionIcon, Icon } from '@flotilla/ui';
import type { ReactNode } from 'react';
import { viewFileMessages } from './view-file.messages.ts';
import styles from './view-file.module.css';

interface Props {
	/** 1: as large as it is. */
	zoom: number;
	mayZoomIn: boolean;
	mayZoomOut: boolean;
	onZoomIn: () => void;
	onZoomOut: () => void;
	onFit: () => void;
	/** Before the zoom, e.g. the way to other pages. */
	children?: ReactNode;
}

/** What can be done with what is looked at; floats over its lower edge. */
export const StageBar = ({ zoom, mayZoomIn, mayZoomOut, onZoomIn, onZoomOut, onFit, children }: Props) => {
	const t = useMessages(viewFileMessages);
	const format = useFormat();
	return (
		<div role="toolbar" aria-label={t('zoom')} className={styles.bar}>
			{children}
			<ActionIcon aria-label={t('zoomOut')} disabled={!mayZoomOut} onClick={onZoomOut}>
				<Icon name="zoom-out" />
			</ActionIcon>
			<button
				type="button"
				className={styles.percent}
				aria-label={t('fitFrom', { percent: format.percent(zoom) })}
				title={t('fit')}
				onClick={onFit}
			>
				{format.percent(zoom)}
			</button>
			<ActionIcon aria-label={t('zoomIn')} disabled={!mayZoomIn} onClick={onZoomIn}>
				<Icon name="zoom-in" />
			</ActionIcon>
		</div>
	);
};
