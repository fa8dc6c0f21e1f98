import { isLanguage, languageNames, useLanguage, useMessages } from '@flotilla/i18n';
import { type ColorScheme, type ColorSchemeControl, useColorScheme } from '@flotilla/ui';
import { SegmentedControl, Select, Switch } from '@flotilla/ui/forms';
import { useDeviceSetting } from '../../device/device-setting.ts';
import { navigationIsNarrow } from '../../device/navigation-setting.ts';
import { changeSettingsMessages } from './change-settings.messages.ts';
import { SettingsCard, SettingsRow, SettingsSection } from './settings-section.view.tsx';

const schemes = ['auto', 'light', 'dark'] as const satisfies readonly ColorScheme[];

/** Colours, contrast and language of this device. */
export const AppearanceSection = () => {
	const t = useMessages(changeSettingsMessages);
	const { colorScheme, setColorScheme } = useColorScheme();
	const { language, languages, setLanguage } = useLanguage();
	const narrow = useDeviceSetting(navigationIsNarrow);
	return (
		<SettingsSection id="appearance" title={t('appearance')} hint={t('appearanceHint')}>
			<SettingsCard>
				<SettingsRow label={t('colours')}>
					<SegmentedControl
						aria-label={t('colours')}
						data={schemes.map((value) => ({ value, label: t(`colours.${value}`) }))}
						value={colorScheme}
						onChange={setColorScheme}
					/>
				</SettingsRow>
				<ContrastRow />
				<SettingsRow label={t('language')} hint={t('languageHint')}>
					<Select
						aria-label={t('language')}
						// In the languages themselves: whoever looks for theirs may read no other.
						data={languages.map((value) => ({ value, label: languageNames[value] }))}
						value={language}
						onChange={(value) => {
							if (isLanguage(value)) void setLanguage(value);
						}}
					/>
				</SettingsRow>
				<SettingsRow label={t('narrow')} hint={t('narrowHint')}>
					<Switch
						aria-label={t('narrow')}
						checked={narrow}
						onChange={(event) => navigationIsNarrow.set(event.currentTarget.checked)}
					/>
				</SettingsRow>
			</SettingsCard>
		</SettingsSection>
	);
};

const contrasts = ['auto', 'normal', 'more'] as const satisfies readonly ColorSchemeControl['contrastChoice'][];

const ContrastRow = () => {
	const t = useMessages(changeSettingsMessages);
	const { contrastChoice, setContrast } = useColorScheme();
	return (
		<SettingsRow label={t('contrast')} hint={t('contrastHint')}>
			<SegmentedControl
				aria-label={t('contrast')}
				data={contrasts.map((value) => ({ value, label: t(`contrast.${value}`) }))}
				value={contrastChoice}
				onChange={setContrast}
			/>
		</SettingsRow>
	);
};
