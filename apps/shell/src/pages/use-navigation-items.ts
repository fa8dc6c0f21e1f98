import { useFederation } from '@flotilla/federation';
import { useLanguage, useMessages } from '@flotilla/i18n';
import { useSessionState } from '@flotilla/session';
import { useMemo } from 'react';
import { type NavigationItem, navigationItems } from './navigation-items.model.ts';
import { pagesMessages } from './pages.messages.ts';

/** Where the signed-in person may go, in their language. */
export const useNavigationItems = (): NavigationItem[] => {
	const { composition } = useFederation();
	const permissions = useSessionState((state) => state.permissions);
	const { language } = useLanguage();
	const t = useMessages(pagesMessages);
	return useMemo(
		() => navigationItems(composition, permissions, { language, dashboard: t('dashboard') }),
		[composition, permissions, language, t],
	);
};

/** The page that is the person's own, beside those of the suite. */
export const useSettingsItem = (): NavigationItem => {
	const t = useMessages(pagesMessages);
	return useMemo(() => ({ label: t('settings'), path: '/settings', icon: 'settings', shortcut: 'g s' }), [t]);
};
