import { loadRemote, registerRemotes } from '@module-federation/runtime';
import type { LoadRemoteModule, StartRemote } from '../remote.ts';

/** Loads a remote's `./start` through Module Federation. */
export const loadRemoteModule: LoadRemoteModule = async ({ name, entry, attempt }) => {
	// Both the runtime and the browser remember an entry that could not be loaded, the one by name,
	// the other by address: another try needs another of each.
	const known = attempt === 0 ? name : `${name}-attempt-${attempt}`;
	const address = attempt === 0 ? entry : `${entry}?attempt=${attempt}`;
	registerRemotes([{ name: known, entry: address, type: 'module' }]);
	const module = await loadRemote<{ start: StartRemote }>(`${known}/start`);
	if (typeof module?.start !== 'function') throw new TypeError(`${name} does not expose a start function`);
	return module;
};
