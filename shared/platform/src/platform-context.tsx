import type { ConnectionState } from '@flotilla/contracts';
import { DataCacheProvider, OfflineProvider } from '@flotilla/data-cache';
import { I18nProvider } from '@flotilla/i18n';
import { NotificationsProvider, SessionProvider } from '@flotilla/session';
import { createContext, type ReactNode, Suspense, use, useSyncExternalStore } from 'react';
import type { Platform } from './create-platform.ts';

const PlatformContext = createContext<Platform | null>(null);

/** Gives the hooks of all client packages what they read from. */
export const PlatformProvider = ({ platform, children }: { platform: Platform; children: ReactNode }) => (
	<I18nProvider i18n={platform.i18n}>
		<PlatformContext value={platform}>
			<SessionProvider session={platform.session}>
				<NotificationsProvider notifications={platform.notifications}>
					<DataCacheProvider cache={platform.cache}>
						<OfflineProvider offline={platform.offline}>
							{/* The first render waits here for texts that nobody has loaded before. */}
							<Suspense fallback={null}>{children}</Suspense>
						</OfflineProvider>
					</DataCacheProvider>
				</NotificationsProvider>
			</SessionProvider>
		</PlatformContext>
	</I18nProvider>
);

/** The page's platform. Throws outside a `PlatformProvider`. */
export const usePlatform = (): Platform => {
	const platform = use(PlatformContext);
	if (platform === null) throw new Error('usePlatform needs a PlatformProvider above it');
	return platform;
};

/** The state of the realtime connection, live. */
export const useConnectionState = (): ConnectionState => {
	const { realtime } = usePlatform();
	return useSyncExternalStore(realtime.onStateChange, () => realtime.state);
};
