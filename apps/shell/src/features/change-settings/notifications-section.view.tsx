import { useMessages } from '@flotilla/i18n';
import { useDescribePushError, usePush } from '@flotilla/platform';
import { Alert } from '@flotilla/ui';
import { Switch } from '@flotilla/ui/forms';
import { useId, useState } from 'react';
import { changeSettingsMessages } from './change-settings.messages.ts';
import { SettingsCard, SettingsRow, SettingsSection } from './settings-section.view.tsx';

/** Whether this device is told what happens while no page is open. */
export const NotificationsSection = () => {
	const t = useMessages(changeSettingsMessages);
	const { state, turnOn, turnOff } = usePush();
	const describe = useDescribePushError();
	const [problem, setProblem] = useState<string | null>(null);
	const hintId = useId();

	const change = async () => {
		setProblem(null);
		try {
			await (state === 'on' ? turnOff() : turnOn());
		} catch (error) {
			setProblem(describe(error));
		}
	};
	return (
		<SettingsSection id="notifications" title={t('notifications')} hint={t('notificationsHint')}>
			<SettingsCard>
				<SettingsRow label={t('push')} hint={t(`push.${state}`)} hintId={hintId}>
					<Switch
						aria-label={t('pushFull')}
						aria-describedby={hintId}
						checked={state === 'on'}
						disabled={state !== 'on' && state !== 'off'}
						onChange={() => void change()}
					/>
				</SettingsRow>
			</SettingsCard>
			{problem !== null && (
				<Alert role="alert" color="yellow" title={t('pushFailed')}>
					{problem}
				</Alert>
			)}
		</SettingsSection>
	);
};
