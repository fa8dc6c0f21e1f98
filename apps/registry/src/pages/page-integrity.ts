import { createHash } from 'node:crypto';
import type { Composition } from '@flotilla/contracts';
import { assetUrl } from '../channels/compose.ts';

type Hashes = Readonly<Record<string, string>>;

/** Every hash of a composition as one document, and the document's own hash. */
export const integrityDocument = (integrity: Hashes): { text: string; hash: string } => {
	const text = JSON.stringify(integrity);
	return { text, hash: `sha256-${createHash('sha256').update(text).digest('base64')}` };
};

/**
 * What a page of one remote comes with: the hashes of the shell and of that remote. They do not compress, so those of
 * fifty other remotes would be more than all else that the page says; it fetches them once somebody is at work in it.
 * A page of no remote has them all: remotes have slots in it, and the service worker keeps it for every address.
 */
export const integrityOfPage = (
	{ shell, integrity = {} }: Composition,
	app: string,
	hashOfAll: string,
): Pick<Composition, 'integrity' | 'allIntegrity'> => {
	const own = [assetUrl(shell.app, ''), assetUrl(app, '')];
	const kept = Object.entries(integrity).filter(([url]) => own.some((prefix) => url.startsWith(prefix)));
	return kept.length === Object.keys(integrity).length
		? { integrity }
		: { integrity: Object.fromEntries(kept), allIntegrity: hashOfAll };
};
