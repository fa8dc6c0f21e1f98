import { useMessages } from '@flotilla/i18n';
import { Button } from '@flotilla/ui';
import { Switch } from '@flotilla/ui/forms';
import { useId } from 'react';
import { useDeviceSetting } from '../../device/device-setting.ts';
import { singleKeyShortcuts } from '../../device/keyboard-shortcuts-setting.ts';
import { useOverlays } from '../../overlays/overlays-context.tsx';
import { changeSettingsMessages } from './change-settings.messages.ts';
import { SettingsCard, SettingsRow, SettingsSection } from './settings-section.view.tsx';

/** Whether single keys do something. */
export const KeyboardSection = () => {
	const t = useMessages(changeSettingsMessages);
	const enabled = useDeviceSetting(singleKeyShortcuts);
	const { open } = useOverlays();
	const hintId = useId();
	return (
		<SettingsSection id="keyboard" title={t('keyboard')} hint={t('keyboardHint')}>
			<SettingsCard>
				<SettingsRow label={t('singleKeys')} hint={t('singleKeysHint')} hintId={hintId}>
					<Switch
						aria-label={t('singleKeys')}
						aria-describedby={hintId}
						checked={enabled}
						onChange={(event) => singleKeyShortcuts.set(event.currentTarget.checked)}
					/>
				</SettingsRow>
				<SettingsRow label={t('allShortcuts')}>
					<Button size="xs" variant="default" aria-label={t('showShortcuts')} onClick={() => open('shortcuts')}>
						{t('show')}
					</Button>
				</SettingsRow>
			</SettingsCard>
		</SettingsSection>
	);
};
