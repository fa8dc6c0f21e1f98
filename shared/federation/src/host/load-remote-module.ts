import { getInstance } from '@module-federation/runtime';
import type { LoadRemoteModule, StartRemote } from '../remote.ts';
import { beginAttempt } from './load-attempts.ts';

/** What a remote's entry exports: Module Federation's container, as an ES module. */
interface Container {
	init(shareScope: object, initScope: object[], options: object): unknown;
	get(exposed: string): Promise<() => unknown>;
}

const containers = new Map<string, Promise<Container>>();

/** The browser remembers a module that could not be loaded by its address: another try needs another. */
export const addressOf = (entry: string, attempt: number): string =>
	attempt === 0 ? entry : `${entry}?attempt=${attempt}`;

/**
 * Loads a remote's `./start` out of its container. The browser's own loader does the work: that of
 * the federation runtime is for scripts, manifests and servers as well, and a tenth of the first load.
 */
export const loadRemoteModule: LoadRemoteModule = async ({ name, entry, attempt }) => {
	const address = addressOf(entry, attempt);
	beginAttempt(name, attempt);
	const opened = containers.get(address) ?? openContainer(address);
	containers.set(address, opened);
	const container = await opened;
	const module = (await container.get('./start'))() as { start: StartRemote } | undefined;
	if (typeof module?.start !== 'function') throw new TypeError(`${name} does not expose a start function`);
	return module;
};

const openContainer = async (address: string): Promise<Container> => {
	const host = getInstance();
	if (host === null) throw new Error('This page has no federation runtime: remotes are loaded by a shell');
	const container = (await import(/* webpackIgnore: true */ /* @vite-ignore */ address)) as Container;
	const { shareScopeMap } = host;
	// The shell takes its own modules without asking: that it shares them is written down when somebody else comes.
	if (shareScopeMap.default === undefined) await Promise.all(host.initializeSharing('default'));
	shareScopeMap.default ??= {};
	await container.init(shareScopeMap.default, [], { shareScopeKeys: 'default', shareScopeMap });
	return container;
};
