import { labelIn } from '@flotilla/contracts';
import { RemotePage, useFederation } from '@flotilla/federation';
import { useLanguage } from '@flotilla/i18n';
import { Route, Routes } from 'react-router';
import { RequirePermission } from '../features/guard-route/require-permission.tsx';
import { RequireSession } from '../features/guard-route/require-session.tsx';
import { AppFrame } from '../features/navigate-app/app-frame.view.tsx';
import { UpdateOffer } from '../features/offer-update/update-offer.view.tsx';
import { Shortcuts } from '../features/press-shortcuts/shortcuts.view.tsx';
import { PaletteButton } from '../features/search-everything/palette-button.view.tsx';
import { ConnectionIndicator } from '../features/show-connection/connection-indicator.view.tsx';
import { Dashboard } from '../features/show-dashboard/dashboard.view.tsx';
import { NotificationBell } from '../features/show-notifications/notification-bell.view.tsx';
import { QueueIndicator } from '../features/show-queue/queue-indicator.view.tsx';
import { SignOut } from '../features/sign-out/sign-out.view.tsx';
import { useSettingsItem } from '../pages/use-navigation-items.ts';
import { LazyInspector } from './lazy-inspector.tsx';
import { LazySettings } from './lazy-settings.tsx';
import { NotFound } from './not-found.view.tsx';
import { OwnPages } from './own-pages.tsx';
import { PageSkeleton } from './page-skeleton.view.tsx';
import { PublicPage } from './public-page.tsx';

/** Every route comes from a remote's manifest but for the dashboard, the settings and what is not found. */
export const ShellRoutes = () => {
	const { remotes } = useFederation().composition;
	const settings = useSettingsItem();
	const { language } = useLanguage();
	return (
		<Routes>
			{remotes
				.filter(({ manifest }) => manifest.access === 'public')
				.map(({ app, manifest }) => (
					<Route key={app} path={`${manifest.routePrefix}/*`} element={<PublicPage remote={app} />} />
				))}
			<Route
				element={
					<RequireSession>
						<AppFrame
							search={<PaletteButton />}
							status={
								<>
									<UpdateOffer />
									<QueueIndicator />
									<ConnectionIndicator />
									<NotificationBell />
								</>
							}
						/>
						<Shortcuts />
						<SignOut />
						<LazyInspector />
					</RequireSession>
				}
			>
				<Route element={<OwnPages />}>
					<Route index element={<Dashboard />} />
					<Route path={settings.path} element={<LazySettings />} />
					<Route path="*" element={<NotFound />} />
				</Route>
				{remotes
					.filter(({ manifest }) => manifest.access === 'signed-in')
					.map(({ app, manifest }) => (
						<Route
							key={app}
							path={`${manifest.routePrefix}/*`}
							element={
								<RequirePermission permission={manifest.permission} owner={manifest.owner}>
									<RemotePage
										remote={app}
										fallback={<PageSkeleton title={labelIn(language, manifest.title, manifest.labels)} />}
									/>
								</RequirePermission>
							}
						/>
					))}
			</Route>
		</Routes>
	);
};
