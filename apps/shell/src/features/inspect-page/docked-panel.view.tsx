import { useMessages } from '@flotilla/i18n';
import { ActionIcon, Button, Icon } from '@flotilla/ui';
import { type CSSProperties, type ReactNode, useEffect, useRef } from 'react';
import { useDeviceSetting } from '../../device/device-setting.ts';
import { inspectPageMessages } from './inspect-page.messages.ts';
import styles from './inspector.module.css';
import { type Dock, panelDock, panelSize } from './panel-settings.ts';
import { ResizeHandle } from './resize-handle.view.tsx';

interface Props {
	dock: Dock;
	onClose: () => void;
	/** Given what moves and closes the panel, which has its place among the tabs. */
	children: (actions: ReactNode) => ReactNode;
}

/** Keeps a part of the window for itself: the page gives way, and nothing of it is covered. */
export const DockedPanel = ({ dock, onClose, children }: Props) => {
	const t = useMessages(inspectPageMessages);
	const size = useDeviceSetting(panelSize[dock]);
	const panel = useRef<HTMLElement>(null);

	useEffect(() => {
		// For the page, which leaves as much room. Here, as a style sheet of a component renames what it defines.
		const { style } = document.documentElement;
		style.setProperty('--flotilla-inspector-size', `${size}px`);
		if (dock === 'bottom') style.setProperty('--flotilla-covered-below', `min(${size}px, 80dvh)`);
		return () => {
			style.removeProperty('--flotilla-inspector-size');
			style.removeProperty('--flotilla-covered-below');
		};
	}, [dock, size]);

	useEffect(() => {
		const before = document.activeElement;
		const own = panel.current;
		// Whoever opened it wants to be there. A page that opens with it, because it was left open, keeps its own focus.
		if (navigator.userActivation?.isActive === true) own?.focus({ preventScroll: true });
		return () => {
			if (own?.contains(document.activeElement) === true && before instanceof HTMLElement) before.focus();
		};
	}, []);

	const other: Dock = dock === 'bottom' ? 'side' : 'bottom';
	return (
		<section
			ref={panel}
			aria-label={t('title')}
			tabIndex={-1}
			className={`${styles.panel} ${dock === 'bottom' ? styles.bottom : styles.side}`}
			style={{ '--size': `${size}px` } as CSSProperties}
		>
			<ResizeHandle dock={dock} size={size} />
			{children(
				<div className={styles.actions}>
					<Button size="xs" variant="subtle" color="gray" onClick={() => panelDock.set(other)}>
						{t(`dock.${other}`)}
					</Button>
					<ActionIcon aria-label={t('close')} onClick={onClose}>
						<Icon name="close" />
					</ActionIcon>
				</div>,
			)}
		</section>
	);
};
