import { useMessages } from '@flotilla/i18n';
import { Button } from '@flotilla/ui';
import { useDeviceSetting } from '../../device/device-setting.ts';
import { inspectorIsOpen } from '../../device/inspector-setting.ts';
import { changeSettingsMessages } from './change-settings.messages.ts';
import { SettingsCard, SettingsRow, SettingsSection } from './settings-section.view.tsx';

/** For who may look inside the page. */
export const DeveloperSection = () => {
	const t = useMessages(changeSettingsMessages);
	const isOpen = useDeviceSetting(inspectorIsOpen);
	return (
		<SettingsSection id="developer" title={t('developer')} hint={t('developerHint')}>
			<SettingsCard>
				<SettingsRow label={t('developerPanel')} hint={t('developerPanelHint')}>
					<Button
						size="xs"
						variant="default"
						aria-label={t(isOpen ? 'hidePanel' : 'showPanel')}
						onClick={() => inspectorIsOpen.set(!isOpen)}
					>
						{t(isOpen ? 'hide' : 'show')}
					</Button>
				</SettingsRow>
			</SettingsCard>
		</SettingsSection>
	);
};
