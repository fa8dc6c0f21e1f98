import { useMessages } from '@flotilla/i18n';
import type { KeyboardEvent, PointerEvent } from 'react';
import { inspectPageMessages } from './inspect-page.messages.ts';
import styles from './inspector.module.css';
import { boundSize, type Dock, panelSize, panelSizes } from './panel-settings.ts';

interface Props {
	dock: Dock;
	/** Pixels. */
	size: number;
}

/** The edge between the page and the panel, to be dragged or moved by arrows. */
export const ResizeHandle = ({ dock, size }: Props) => {
	const t = useMessages(inspectPageMessages);
	const resize = (pixels: number): void => panelSize[dock].set(boundSize(pixels));

	const drag = ({ currentTarget, clientX, clientY, pointerId }: PointerEvent<HTMLDivElement>): void => {
		if (!currentTarget.hasPointerCapture(pointerId)) return;
		const { innerWidth, innerHeight } = window;
		const fromEnd = getComputedStyle(currentTarget).direction === 'rtl' ? clientX : innerWidth - clientX;
		resize(dock === 'bottom' ? innerHeight - clientY : fromEnd);
	};
	const press = (event: KeyboardEvent<HTMLDivElement>): void => {
		const isRtl = getComputedStyle(event.currentTarget).direction === 'rtl';
		const [more, less] = dock === 'bottom' ? ['ArrowUp', 'ArrowDown'] : isRtl ? rightward : leftward;
		if (event.key !== more && event.key !== less) return;
		event.preventDefault();
		resize(size + (event.key === more ? panelSizes.step : -panelSizes.step));
	};

	return (
		// biome-ignore lint/a11y/useSemanticElements: a window splitter, which takes the focus and is moved; hr is only a line
		<div
			role="separator"
			tabIndex={0}
			aria-label={t('resize')}
			aria-orientation={dock === 'bottom' ? 'horizontal' : 'vertical'}
			aria-valuenow={size}
			aria-valuemin={panelSizes.smallest}
			aria-valuemax={panelSizes.largest}
			className={styles.handle}
			onPointerDown={({ currentTarget, pointerId }) => currentTarget.setPointerCapture(pointerId)}
			onPointerMove={drag}
			onKeyDown={press}
		/>
	);
};

const leftward = ['ArrowLeft', 'ArrowRight'] as const;
const rightward = ['ArrowRight', 'ArrowLeft'] as const;
