import { createApi, createApiClient } from '@flotilla/api-client';
import type { RemoteManifestInput, Role } from '@flotilla/contracts';
import { createSession, SessionProvider } from '@flotilla/session';
import { buildComposedRemote, buildComposition, createFakeBackend } from '@flotilla/testing';
import { UiProvider } from '@flotilla/ui';
import type { ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { createFederation } from '../create-federation.ts';
import { FederationProvider } from '../federation-context.tsx';
import type { RemoteContext, StartRemote } from '../remote.ts';
import type { RemoteError } from '../remote-error.ts';

export interface TestRemote extends Partial<RemoteManifestInput> {
	start: StartRemote;
}

interface OpenPageOptions {
	/** By name; each at version 2.3.4. */
	remotes: Record<string, TestRemote>;
	/** Whose page it is. Default an administrator's. */
	as?: Role;
}

/** A page in which remotes run, in this browser. */
export const openPage = async (content: ReactNode, { remotes, as = 'admin' }: OpenPageOptions) => {
	const failed: RemoteError[] = [];
	const uncaught: unknown[] = [];
	const federation = createFederation({
		composition: buildComposition({
			remotes: Object.entries(remotes).map(([name, { start: _, ...manifest }]) =>
				buildComposedRemote({ name, ...manifest }, { version: '2.3.4' }),
			),
		}),
		loadModule: async ({ name }) => ({ start: remotes[name]?.start as StartRemote }),
		// What a remote is given beside its life does not matter here.
		createContext: (remote) => remote as RemoteContext,
		onFailed: (_remote, error) => failed.push(error),
	});
	const client = createApiClient({ fetch: createFakeBackend({ role: as }).fetch });
	const session = createSession({
		auth: createApi(client).auth,
		locks: undefined,
		createChannel: undefined,
		storage: undefined,
	});
	await session.restore();

	const container = document.body.appendChild(document.createElement('div'));
	const root = createRoot(container, {
		// What is contained is told by `failed`; the console would only repeat it.
		onCaughtError: () => {},
		onUncaughtError: (error) => uncaught.push(error),
	});
	root.render(
		<UiProvider>
			<SessionProvider session={session}>
				<FederationProvider federation={federation}>
					<h1>Page</h1>
					{content}
				</FederationProvider>
			</SessionProvider>
		</UiProvider>,
	);
	return {
		federation,
		/** What was reported, oldest first. */
		failed,
		/** What got out of its place and took the page with it. */
		uncaught,
		text: () => container.textContent,
		area: (remote: string) => container.querySelector(`[data-remote=${remote}]`)?.textContent,
		retry: () =>
			[...container.querySelectorAll('button')].find(({ textContent }) => textContent === 'Try again')?.click(),
		close() {
			root.unmount();
			container.remove();
			session.dispose();
		},
	};
};
