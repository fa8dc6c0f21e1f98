import type { Catalogue } from '@flotilla/i18n';
import { guardRouteMessages } from '../features/guard-route/guard-route.messages.ts';
import { navigateAppMessages } from '../features/navigate-app/navigate-app.messages.ts';
import { offerUpdateMessages } from '../features/offer-update/offer-update.messages.ts';
import { pressShortcutsMessages } from '../features/press-shortcuts/press-shortcuts.messages.ts';
import { searchEverythingMessages } from '../features/search-everything/search-everything.messages.ts';
import { showConnectionMessages } from '../features/show-connection/show-connection.messages.ts';
import { showDashboardMessages } from '../features/show-dashboard/show-dashboard.messages.ts';
import { showNotificationsMessages } from '../features/show-notifications/show-notifications.messages.ts';
import { showQueueMessages } from '../features/show-queue/show-queue.messages.ts';
import { signOutMessages } from '../features/sign-out/sign-out.messages.ts';
import { pagesMessages } from '../pages/pages.messages.ts';
import { shortcutsMessages } from '../shortcuts/shortcuts.messages.ts';
import { appMessages } from './app.messages.ts';

/** What the frame, the dashboard and a page that cannot be shown say: there before the first render, so that nothing appears word by word. */
export const shellCatalogues: readonly Catalogue[] = [
	appMessages,
	guardRouteMessages,
	navigateAppMessages,
	offerUpdateMessages,
	pagesMessages,
	pressShortcutsMessages,
	searchEverythingMessages,
	shortcutsMessages,
	showConnectionMessages,
	showDashboardMessages,
	showNotificationsMessages,
	showQueueMessages,
	signOutMessages,
] as readonly Catalogue<string>[];
