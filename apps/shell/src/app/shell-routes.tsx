import { RemotePage, useFederation } from '@flotilla/federation';
import { Route, Routes } from 'react-router';
import { RequirePermission } from '../features/guard-route/require-permission.tsx';
import { RequireSession } from '../features/guard-route/require-session.tsx';
import { AppFrame } from '../features/navigate-app/app-frame.view.tsx';
import { UpdateOffer } from '../features/offer-update/update-offer.view.tsx';
import { ConnectionIndicator } from '../features/show-connection/connection-indicator.view.tsx';
import { Dashboard } from '../features/show-dashboard/dashboard.view.tsx';
import { QueueIndicator } from '../features/show-queue/queue-indicator.view.tsx';
import { NotFound } from './not-found.view.tsx';
import { PageSkeleton } from './page-skeleton.view.tsx';

/** Every route comes from a remote's manifest but for the dashboard and what is not found. */
export const ShellRoutes = () => {
	const { remotes } = useFederation().composition;
	return (
		<Routes>
			{remotes
				.filter(({ manifest }) => manifest.access === 'public')
				.map(({ app, manifest }) => (
					<Route key={app} path={`${manifest.routePrefix}/*`} element={<RemotePage remote={app} fallback={null} />} />
				))}
			<Route
				element={
					<RequireSession>
						<AppFrame
							status={
								<>
									<UpdateOffer />
									<QueueIndicator />
									<ConnectionIndicator />
								</>
							}
						/>
					</RequireSession>
				}
			>
				<Route index element={<Dashboard />} />
				{remotes
					.filter(({ manifest }) => manifest.access === 'signed-in')
					.map(({ app, manifest }) => (
						<Route
							key={app}
							path={`${manifest.routePrefix}/*`}
							element={
								<RequirePermission permission={manifest.permission}>
									<RemotePage remote={app} fallback={<PageSkeleton title={manifest.title} />} />
								</RequirePermission>
							}
						/>
					))}
				<Route path="*" element={<NotFound />} />
			</Route>
		</Routes>
	);
};
