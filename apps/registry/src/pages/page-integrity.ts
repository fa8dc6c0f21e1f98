import { createHash } from 'node:crypto';
import type { BuildManifest, Composition } from '@flotilla/contracts';
import { assetUrl } from '../channels/compose.ts';
import { registryPrefix } from '../http/describe-registry.ts';
import { pageAssets } from './page-assets.ts';

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

interface PageOfRemote {
	composition: Composition;
	shell: BuildManifest;
	/** All of the composition. */
	remotes: readonly BuildManifest[];
	/** The one of the page's route. */
	remote: BuildManifest;
	/** Every hash of the composition. */
	document: IntegrityDocument;
}

/**
 * What a page of one remote comes with: the hashes of what it starts with and of what it imports by itself, see
 * `BuildManifest.soon`. So much of the shell, of that remote, and of those that are open to everybody, as who is not signed
 * in is sent to one of them from any page. Hashes do not compress, so those of all that is imported when somebody does
 * something would be a third of the page, and those of fifty other remotes more than all else that it says.
 * A page of no remote has them all: remotes have slots in it, and the service worker keeps it for every address.
 */
export const integrityOfPage = ({
	composition,
	shell,
	remotes,
	remote,
	document,
}: PageOfRemote): Pick<Composition, 'integrity' | 'allIntegrity'> => {
	const { integrity = {} } = composition;
	const started = [remote, ...remotes.filter((other) => other !== remote && other.remote?.access === 'public')];
	const apps = [shell, ...started];
	// What waits for hashes is the shell, for remotes as well: one of before cannot, and has those of every file.
	const isWhole = ({ soon }: BuildManifest): boolean => soon === undefined || shell.soon === undefined;
	const whole = apps.filter(isWhole).map(({ app }) => assetUrl(app, ''));
	const first = new Set([
		...started.flatMap((app) => Object.values<string[]>({ ...pageAssets(shell, app) }).flat()),
		...apps.flatMap(({ app, soon }) =>
			[...(soon?.modules ?? []), ...(soon?.styles ?? [])].map((path) => assetUrl(app, path)),
		),
	]);
	const kept = Object.entries(integrity).filter(
		([url]) => first.has(url) || whole.some((prefix) => url.startsWith(prefix)),
	);
	return kept.length === Object.keys(integrity).length
		? { integrity }
		: { integrity: Object.fromEntries(kept), allIntegrity: document.reference };
};
