import { languageNames, useLanguage, useMessages } from '@flotilla/i18n';
import { ActionIcon, Button, type ColorScheme, Group, Icon, Menu, useColorScheme } from '@flotilla/ui';
import { appMessages } from './app.messages.ts';

const schemes = [
	['light', 'sun'],
	['dark', 'moon'],
	['auto', 'monitor'],
] as const satisfies readonly (readonly [ColorScheme, string])[];

/** Language and appearance, for people who have no settings yet. */
export const PageOptions = () => {
	const t = useMessages(appMessages);
	const { language, languages, setLanguage } = useLanguage();
	const { colorScheme, resolved, setColorScheme } = useColorScheme();
	const spoken = languages.find((candidate) => candidate === language) ?? 'en';
	const check = <Icon name="check" />;
	return (
		<Group gap={4} wrap="nowrap">
			<Menu position="bottom-end">
				<Menu.Target>
					<Button
						variant="subtle"
						color="gray"
						rightSection={<Icon name="chevron-down" size={14} />}
						aria-label={t('languageIs', { language: languageNames[spoken] })}
					>
						{languageNames[spoken]}
					</Button>
				</Menu.Target>
				<Menu.Dropdown>
					{languages.map((choice) => (
						<Menu.Item
							key={choice}
							lang={choice}
							{...(choice === spoken ? { 'aria-current': true, rightSection: check } : {})}
							onClick={() => void setLanguage(choice)}
						>
							{languageNames[choice]}
						</Menu.Item>
					))}
				</Menu.Dropdown>
			</Menu>
			<Menu position="bottom-end">
				<Menu.Target>
					<ActionIcon aria-label={t('appearance')}>
						<Icon name={resolved === 'dark' ? 'moon' : 'sun'} />
					</ActionIcon>
				</Menu.Target>
				<Menu.Dropdown>
					{schemes.map(([scheme, icon]) => (
						<Menu.Item
							key={scheme}
							leftSection={<Icon name={icon} />}
							{...(scheme === colorScheme ? { 'aria-current': true, rightSection: check } : {})}
							onClick={() => setColorScheme(scheme)}
						>
							{t(scheme === 'auto' ? 'system' : scheme === 'dark' ? 'dark' : 'light')}
						</Menu.Item>
					))}
				</Menu.Dropdown>
			</Menu>
		</Group>
	);
};
