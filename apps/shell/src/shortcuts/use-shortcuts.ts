import { useFederation } from '@flotilla/federation';
import { useLanguage, useMessages } from '@flotilla/i18n';
import { useSessionState } from '@flotilla/session';
import { useMemo } from 'react';
import { useNavigationItems, useSettingsItem } from '../pages/use-navigation-items.ts';
import { shortcutsMessages } from './shortcuts.messages.ts';
import { type Shortcut, shortcutsOf } from './shortcuts.model.ts';

/** The one list: what is bound, what the sheet tells, what stands beside a line of the palette. */
export const useShortcuts = (): Shortcut[] => {
	const { composition } = useFederation();
	const permissions = useSessionState((state) => state.permissions);
	const { language } = useLanguage();
	const items = useNavigationItems();
	const t = useMessages(shortcutsMessages);
	const settings = useSettingsItem();
	return useMemo(
		() =>
			shortcutsOf({
				composition,
				permissions,
				pages: [...items, settings],
				language,
				words: {
					'open-palette': t('openPalette'),
					'focus-search': t('focusSearch'),
					'open-sheet': t('openSheet'),
					'toggle-inspector': t('toggleInspector'),
				},
			}),
		[composition, permissions, items, settings, language, t],
	);
};
