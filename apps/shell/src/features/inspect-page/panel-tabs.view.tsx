import { useMessages } from '@flotilla/i18n';
import { Tabs } from '@flotilla/ui/tabs';
import type { ReactNode } from 'react';
import { useDeviceSetting } from '../../device/device-setting.ts';
import { BusTab } from './bus-tab.view.tsx';
import { CacheTab } from './cache-tab.view.tsx';
import { CompositionTab } from './composition-tab.view.tsx';
import { FaultsTab } from './faults-tab.view.tsx';
import { inspectPageMessages } from './inspect-page.messages.ts';
import type { Inspection } from './inspection.ts';
import styles from './inspector.module.css';
import { LoadTimesTab } from './load-times-tab.view.tsx';
import { OverridesTab } from './overrides-tab.view.tsx';
import { panelTab, tabNames } from './panel-settings.ts';
import { SharedModulesTab } from './shared-modules-tab.view.tsx';
import { SocketTab } from './socket-tab.view.tsx';
import { useFaults } from './use-faults.ts';

interface Props {
	inspection: Inspection;
	/** Stands at the end of the tabs. */
	actions?: ReactNode;
}

export const PanelTabs = ({ inspection, actions }: Props) => {
	const t = useMessages(inspectPageMessages);
	const tab = useDeviceSetting(panelTab);
	const { current } = useFaults();
	const faultCount = Object.keys(current).length;
	const contents = {
		composition: <CompositionTab />,
		shared: <SharedModulesTab />,
		times: <LoadTimesTab />,
		bus: <BusTab log={inspection.bus} />,
		cache: <CacheTab />,
		socket: <SocketTab inspection={inspection} />,
		overrides: <OverridesTab />,
		faults: <FaultsTab />,
	};
	return (
		<Tabs
			value={tab}
			onChange={(next) => {
				const known = tabNames.find((name) => name === next);
				if (known !== undefined) panelTab.set(known);
			}}
			keepMounted={false}
			className={styles.tabs ?? ''}
		>
			<div className={styles.head}>
				<Tabs.List aria-label={t('tabs')} className={styles.tabList ?? ''}>
					{tabNames.map((name) => (
						<Tabs.Tab key={name} value={name}>
							{t(`tab.${name}`)}
							{name === 'faults' && faultCount > 0 ? ` (${faultCount})` : ''}
						</Tabs.Tab>
					))}
				</Tabs.List>
				{actions}
			</div>
			{tabNames.map((name) => (
				<Tabs.Panel key={name} value={name} tabIndex={0} className={styles.body ?? ''}>
					{contents[name]}
				</Tabs.Panel>
			))}
		</Tabs>
	);
};
