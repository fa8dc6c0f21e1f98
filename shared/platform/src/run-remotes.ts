import type { Composition } from '@flotilla/contracts';
import { createFederation, type Federation, type FindReplacement, type LoadRemoteModule } from '@flotilla/federation';
import type { Platform } from './create-platform.ts';
import { reportFailures } from './report/report-failures.ts';
import { tellUncaught } from './report/tell-uncaught.ts';

interface RunRemotesOptions {
	composition: Composition;
	/** How a remote's code comes to the page. */
	loadModule: LoadRemoteModule;
	platform: Platform;
	/** Milliseconds for a remote's code to arrive and run. Default 15,000. */
	loadTimeout?: number;
	/** Milliseconds for a remote's `start` to settle. Default 10,000. */
	startTimeout?: number;
	/** What may run in place of a remote that fails. Default: nothing. */
	findReplacement?: FindReplacement;
}

/**
 * Runs a composition's remotes on a platform: their lives end with the session, the bus tells of their failures, and
 * the platform's `report` of all that goes wrong in the page.
 */
export const runRemotes = ({ composition, loadModule, platform, ...options }: RunRemotesOptions): Federation => {
	const { api, bus, i18n, realtime, session, report } = platform;
	const federation = createFederation({
		composition,
		loadModule,
		...options,
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
		onReplaced: ({ app, version, manifest }, by) =>
			bus.emit('federation:remote-replaced', { remote: app, owner: manifest.owner, from: version, to: by.version }),
	});
	if (report !== undefined) reportFailures({ bus, federation, report });
	tellUncaught({ bus, find: federation.find });
	// What a remote keeps in memory about the person who was signed in goes with them.
	session.onSignedOut(() => federation.stopAll());
	return federation;
};
