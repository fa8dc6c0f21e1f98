import { createConsoleLog } from '@flotilla/api-client';
import type { Composition, RemoteManifest } from '@flotilla/contracts';
import { FederationProvider, RemotePage, type StartRemote } from '@flotilla/federation';
import { Box, UiProvider } from '@flotilla/ui';
import { createRoot } from 'react-dom/client';
import { BrowserRouter, Navigate, Route, Routes } from 'react-router';
import { createPlatform } from '../create-platform.ts';
import { PlatformProvider } from '../platform-context.tsx';
import { runRemotes } from '../run-remotes.ts';
import { StandaloneSignIn } from './standalone-sign-in.tsx';

interface StartStandaloneOptions {
	manifest: RemoteManifest;
	start: StartRemote;
	/** Default: the page's `#root`. */
	container?: HTMLElement | null;
}

/**
 * Runs one remote without the shell, for local work: the platform, its pages and nothing else.
 * Slots of other apps stay empty, and links to them lead back to the remote.
 */
export const startStandalone = async ({
	manifest,
	start,
	container = document.getElementById('root'),
}: StartStandaloneOptions): Promise<void> => {
	if (container === null) throw new Error('The page has no #root to render into');
	const platform = createPlatform({ environment: { log: createConsoleLog() } });
	const federation = runRemotes({
		composition: compositionOf(manifest),
		loadModule: async () => ({ start }),
		platform,
	});
	await platform.session.restore();

	createRoot(container).render(
		<UiProvider>
			<PlatformProvider platform={platform}>
				<FederationProvider federation={federation}>
					<BrowserRouter>
						<StandaloneSignIn access={manifest.access}>
							<Routes>
								<Route
									path={`${manifest.routePrefix}/*`}
									element={
										<Box p="lg" maw={1200} mx="auto">
											<RemotePage remote={manifest.name} fallback={null} />
										</Box>
									}
								/>
								<Route path="*" element={<Navigate replace to={manifest.routePrefix} />} />
							</Routes>
						</StandaloneSignIn>
					</BrowserRouter>
				</FederationProvider>
			</PlatformProvider>
		</UiProvider>,
	);
};

const compositionOf = (manifest: RemoteManifest): Composition => {
	const nothing = { version: '0.0.0', build: 'standalone', entry: '', initial: { modules: [], styles: [] } };
	return {
		id: 'standalone',
		channel: 'standalone',
		shell: { app: 'shell', ...nothing },
		remotes: [{ app: manifest.name, ...nothing, manifest }],
	};
};
