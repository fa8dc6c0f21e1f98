import { loadRemote, registerRemotes } from '@module-federation/runtime';
import type { LoadRemoteModule, StartRemote } from '../remote.ts';

/** Loads a remote's `./start` through Module Federation. */
export const loadRemoteModule: LoadRemoteModule = async ({ name, entry, attempt }) => {
	// A browser remembers that a module could not be fetched, by address: another try needs another one.
	const address = attempt === 0 ? entry : `${entry}?attempt=${attempt}`;
	registerRemotes([{ name, entry: address, type: 'module' }], { force: attempt > 0 });
	const module = await loadRemote<{ start: StartRemote }>(`${name}/start`);
	if (typeof module?.start !== 'function') throw new TypeError(`${name} does not expose a start function`);
	return module;
};
