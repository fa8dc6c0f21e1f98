import type { Composition } from '@flotilla/contracts';
import { createFederation, type Federation, type LoadRemoteModule } from '@flotilla/federation';
import type { Platform } from './create-platform.ts';
import { reportFailures } from './report/report-failures.ts';

interface RunRemotesOptions {
	composition: Composition;
	/** How a remote's code comes to the page. */
	loadModule: LoadRemoteModule;
	platform: Platform;
	/** Milliseconds for a remote's code to arrive and run. Default 15,000. */
	loadTimeout?: number;
}

/**
 * Runs a composition's remotes on a platform: their lives end with the session, the bus tells of their failures, and
 * the platform's `report` of all that goes wrong in the page.
 */
export const runRemotes = ({ composition, loadModule, platform, ...timeouts }: RunRemotesOptions): Federation => {
	const { api, bus, i18n, realtime, session, report } = platform;
	const federation = createFederation({
		composition,
		loadModule,
		...timeouts,
		createContext: ({ name, version, signal }) => ({
			...{ name, version, signal, session, api, i18n },
			bus: bus.from(name),
			presence: realtime.presence,
		}),
		onStarted: ({ app, version }) => bus.emit('federation:remote-started', { remote: app, version }),
		onFailed: ({ app, version, manifest }, { phase, message, cause }) => {
			const reason = cause instanceof Error ? `${message} ${cause.message}` : message;
			bus.emit('federation:remote-failed', { remote: app, version, owner: manifest.owner, phase, message: reason });
		},
	});
	if (report !== undefined) reportFailures({ bus, composition, report });
	// What a remote keeps in memory about the person who was signed in goes with them.
	session.onSignedOut(() => federation.stopAll());
	return federation;
};
