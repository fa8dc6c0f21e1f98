import type { Composition } from '@flotilla/contracts';

declare global {
	/**
	 * `sha256-…` by address of what this page may load; a page without hashes has none. Builds look here when they add a
	 * style sheet; modules are the browser's matter, by the page's import map.
	 */
	var __FLOTILLA_INTEGRITY__: Readonly<Record<string, string>> | undefined;
}

/**
 * Lets the page load more files than it came with, each as its hash says. Does nothing in a page without hashes, which
 * checks none.
 */
export const admitFiles = (integrity: Readonly<Record<string, string>>): void => {
	const known = globalThis.__FLOTILLA_INTEGRITY__;
	if (known === undefined) return;
	const fresh = Object.entries(integrity).filter(([address]) => known[address] === undefined);
	// The same object: whoever checks a file has it already.
	Object.assign(known, Object.fromEntries(fresh));
	addToImportMap(Object.fromEntries(fresh.filter(([address]) => !address.endsWith('.css'))));
};

/**
 * Has a file's hash hold under another address of it. An import map knows addresses and no files, and where each module
 * needs a hash the other address would be refused.
 */
export const admitAddress = (address: string): void => {
	const { href, pathname } = new URL(address, document.baseURI);
	const hash = globalThis.__FLOTILLA_INTEGRITY__?.[pathname];
	if (hash !== undefined) addToImportMap({ [href]: hash });
};

type Rest = Pick<Composition, 'allIntegrity'>;

/** Where the hashes are that the page did not come with. */
let rest: Rest = {};

/** Has the page check each file from now on, by the hashes that it came with and those that it is told to ask for. */
export const checkFiles = ({ integrity, allIntegrity }: Rest & Pick<Composition, 'integrity'>): void => {
	globalThis.__FLOTILLA_INTEGRITY__ = integrity;
	rest = { allIntegrity };
};

/** Whether a file has to wait for `admitAll`: an address that is checked, and that the page has no hash for. */
export const isAwaited = (address: string): boolean => {
	const known = globalThis.__FLOTILLA_INTEGRITY__;
	return known !== undefined && rest.allIntegrity !== undefined && known[pathOf(address)] === undefined;
};

const pathOf = (address: string): string => new URL(address, document.baseURI).pathname;

/** Milliseconds that the document of all hashes may take. */
const patience = 10_000;

/** By address: asked for once, and again where it did not come. */
const all = new Map<string, Promise<void>>();

/**
 * Has every hash of the composition, where the page came with some of them. The document is checked by the browser, by
 * its own hash in the page. Rejects when it does not come, or not within 10 seconds; the next call asks again.
 * Default: the page's own composition.
 */
export const admitAll = ({ allIntegrity }: Rest = rest): Promise<void> => {
	if (allIntegrity === undefined) return Promise.resolve();
	const { url, integrity } = allIntegrity;
	const read = async (): Promise<void> => {
		const answer = await fetch(url, { integrity, signal: AbortSignal.timeout(patience) });
		if (!answer.ok) throw new Error(`${url} answered ${answer.status}.`);
		admitFiles((await answer.json()) as Record<string, string>);
	};
	const asked = all.get(url) ?? read();
	all.set(url, asked);
	asked.catch(() => all.delete(url));
	return asked;
};

const addToImportMap = (integrity: Readonly<Record<string, string>>): void => {
	if (Object.keys(integrity).length === 0) return;
	const map = document.createElement('script');
	map.type = 'importmap';
	const nonce = document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce;
	if (nonce !== undefined) map.nonce = nonce;
	map.textContent = JSON.stringify({ integrity });
	document.head.append(map);
	map.remove();
};
