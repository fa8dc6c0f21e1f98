import { useMessages } from '@flotilla/i18n';
import { Drawer } from '@flotilla/ui';
import { useDeviceSetting } from '../../device/device-setting.ts';
import { DockedPanel } from './docked-panel.view.tsx';
import { inspectPageMessages } from './inspect-page.messages.ts';
import type { Inspection } from './inspection.ts';
import styles from './inspector.module.css';
import { panelDock } from './panel-settings.ts';
import { PanelTabs } from './panel-tabs.view.tsx';
import { useIsPhone } from './use-is-phone.ts';

interface Props {
	inspection: Inspection;
	onClose: () => void;
}

/** Beside the page, or where there is no room for both, over it. */
export const Panel = ({ inspection, onClose }: Props) => {
	const t = useMessages(inspectPageMessages);
	const dock = useDeviceSetting(panelDock);
	const isPhone = useIsPhone();
	if (isPhone) {
		return (
			<Drawer
				opened
				onClose={onClose}
				title={t('title')}
				size={10_000}
				closeLabel={t('close')}
				className={styles.phone ?? ''}
			>
				<div className={styles.sheet}>
					<PanelTabs inspection={inspection} />
				</div>
			</Drawer>
		);
	}
	return (
		<DockedPanel key={dock} dock={dock} onClose={onClose}>
			{(actions) => <PanelTabs inspection={inspection} actions={actions} />}
		</DockedPanel>
	);
};
