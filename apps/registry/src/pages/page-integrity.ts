import { createHash } from 'node:crypto';
import type { Composition } from '@flotilla/contracts';
import { assetUrl } from '../channels/compose.ts';
import { registryPrefix } from '../http/describe-registry.ts';

type Hashes = Readonly<Record<string, string>>;

/** Where the document with every hash of a composition is. */
export const integrityPath = (id: string): string => `${registryPrefix}/compositions/${id}/integrity.json`;

/** Every hash of a composition as one document, and what a page says of it. */
export interface IntegrityDocument {
	text: string;
	reference: NonNullable<Composition['allIntegrity']>;
}

export const integrityDocument = (id: string, hashes: Hashes): IntegrityDocument => {
	const text = JSON.stringify(hashes);
	const integrity = `sha256-${createHash('sha256').update(text).digest('base64')}`;
	return { text, reference: { url: integrityPath(id), integrity } };
};

/**
 * What a page of one remote comes with: the hashes of the shell, of that remote, and of those that are open to everybody,
 * as who is not signed in is sent to one of them from any page. Hashes do not compress, so those of fifty other remotes
 * would be more than all else that the page says; it fetches them once somebody is at work in it.
 * A page of no remote has them all: remotes have slots in it, and the service worker keeps it for every address.
 */
export const integrityOfPage = (
	{ shell, remotes, integrity = {} }: Composition,
	app: string,
	{ reference }: IntegrityDocument,
): Pick<Composition, 'integrity' | 'allIntegrity'> => {
	const open = remotes.filter(({ manifest }) => manifest.access === 'public');
	const own = [shell.app, app, ...open.map((remote) => remote.app)].map((name) => assetUrl(name, ''));
	const kept = Object.entries(integrity).filter(([url]) => own.some((prefix) => url.startsWith(prefix)));
	return kept.length === Object.keys(integrity).length
		? { integrity }
		: { integrity: Object.fromEntries(kept), allIntegrity: reference };
};
