import { createHash } from 'node:crypto';
import {
	type BuildManifest,
	beaconPath,
	type Composition,
	type RemoteTimeouts,
	serviceWorkerPath,
} from '@flotilla/contracts';
import { LRUCache } from 'lru-cache';
import { chooseComposition } from '../canary/rollout.ts';
import type { ChannelStore, CurrentComposition } from '../channels/channel-store.ts';
import type { PreviewSource } from '../links/preview-source.ts';
import { shareReads } from '../share-reads.ts';
import { contentSecurityPolicy } from './content-security-policy.ts';
import { pageAssets, remoteOfPath } from './page-assets.ts';
import { type IntegrityDocument, integrityDocument, integrityOfPage } from './page-integrity.ts';
import { type PreparedBrotli, prepareBrotli } from './prepare-brotli.ts';
import { type PageTemplate, renderPage } from './render-page.ts';
import { admitVisitor, type Visit, type Visitor } from './visitor.ts';

export interface Page {
	compositionId: string;
	template: PageTemplate;
	/** The page in brotli for any nonce; `null` until it is made, and where it cannot be. */
	brotli: PreparedBrotli | null;
	/** Changes with the composition, the remote of the route, and the page's own text. */
	tag: string;
}

export interface FoundPage extends Page {
	/** Who it was chosen for; `null` while the channel has no canary, and everybody gets the same page. */
	visit: Visit | null;
}

/** What pages differ by beside their route. */
export interface Browser {
	/** It takes hashes later than with the page, see `mergesImportMaps`. */
	mergesImportMaps: boolean;
}

export interface PageSource {
	/**
	 * The page of a path as the channel is now for this visitor, who is read while the channel has a canary alone; `null`
	 * while it has no shell.
	 */
	find(path: string, browser: Browser, readVisitor: () => Visitor): Promise<FoundPage | null>;
	/**
	 * The page of a path for whoever has this signed link: with another build on top of the channel as it is now. Not
	 * remembered, and without a service worker, which would keep it. `null` while the channel has no shell.
	 * Throws `HttpError` as `PreviewSource.open` does.
	 */
	findPreview(path: string, token: string): Promise<Pick<Page, 'compositionId' | 'template'> | null>;
	/** The document with every hash of a composition; `null` where there is no such composition. */
	integrityOf(id: string): Promise<string | null>;
	/** The file that is the visitor's service worker now; `null` when the shell has none, or pages shall have none. */
	serviceWorker(readVisitor: () => Visitor): Promise<{ app: string; path: string } | null>;
}

interface Composed {
	composition: Composition;
	shell: BuildManifest;
	remotes: BuildManifest[];
	/** All hashes of the composition, for pages that come with some of them. */
	allIntegrity: IntegrityDocument;
}

const rememberedCompositions = 20;
const rememberedPages = 200;

export interface PageSourceOptions {
	channels: ChannelStore;
	/** The channel whose page is served. */
	channel: string;
	/** See `writesOf`. Default: only the database knows whether the channel has changed. */
	changes?: (() => number) | undefined;
	/** Opens links. */
	previews: PreviewSource;
	/** Whether pages have a service worker, where the shell brings one. Default true. */
	serviceWorker?: boolean;
	/** How long pages wait for a remote. Default: as the page has it. */
	remoteTimeouts?: RemoteTimeouts;
	/** Whether pages tell how their builds fare: while the channel has a canary, always, or never. Default `canary`. */
	beacons?: BeaconSetting | undefined;
}

export type BeaconSetting = 'canary' | 'always' | 'never';

export const createPageSource = ({
	channels,
	channel,
	changes,
	previews,
	serviceWorker = true,
	remoteTimeouts,
	beacons = 'canary',
}: PageSourceOptions): PageSource => {
	const compositions = new LRUCache<string, Composed>({ max: rememberedCompositions });
	const pages = new LRUCache<string, Page>({ max: rememberedPages });

	// The one query of every page: where the channel points may have changed through any other process.
	const readCurrent = shareReads(() => channels.current(channel), { changes });

	const findComposed = async (id: string): Promise<Composed | null> => {
		const remembered = compositions.get(id);
		if (remembered !== undefined) return remembered;
		const found = await channels.readComposition(id);
		if (found === null) return null;
		const manifests = (await channels.buildsOf(found)).map(({ manifest }) => manifest);
		const shell = manifests.find(({ kind }) => kind === 'shell');
		if (shell === undefined) throw new Error(`The builds of the composition ${id} are not in the database.`);
		const integrity = await channels.integrityOf(found);
		const composed = {
			composition: { ...found, integrity },
			shell,
			remotes: manifests.filter(({ kind }) => kind === 'remote'),
			allIntegrity: integrityDocument(found.id, integrity),
		};
		compositions.set(id, composed);
		return composed;
	};

	const readComposed = async (id: string): Promise<Composed> => {
		const composed = await findComposed(id);
		if (composed === null) throw new Error(`The composition ${id} is not in the database.`);
		return composed;
	};

	const chooseFor = ({ compositionId, rollout }: CurrentComposition, visit: Visit | null): string =>
		rollout === null || visit === null
			? compositionId
			: chooseComposition(rollout, { ...visit, stable: compositionId });

	return {
		async find(path, browser, readVisitor) {
			const current = await readCurrent();
			if (current === null) return null;
			const { rollout } = current;
			const visit = rollout === null ? null : admitVisitor(rollout, readVisitor());
			const id = chooseFor(current, visit);
			const sendsBeacons = beacons === 'always' || (beacons === 'canary' && rollout !== null);
			const { composition, shell, remotes, allIntegrity } = await readComposed(id);
			const remote = remoteOfPath(remotes, path);
			const isPartial = remote !== undefined && browser.mergesImportMaps;
			const key = `${id} ${remote?.app ?? ''} ${sendsBeacons} ${isPartial}`;
			const remembered = pages.get(key);
			if (remembered !== undefined) return { ...remembered, visit };
			const template = renderPage({
				composition: isPartial
					? { ...composition, ...integrityOfPage({ composition, shell, remotes, remote, document: allIntegrity }) }
					: composition,
				assets: pageAssets(shell, remote),
				bootScript: shell.bootScript,
				serviceWorker: serviceWorker && shell.serviceWorker !== undefined ? serviceWorkerPath : undefined,
				remoteTimeouts,
				beacons: sendsBeacons ? beaconPath : undefined,
			});
			// With the policy: a page that a browser keeps by a 304 keeps its policy, too.
			const policy = contentSecurityPolicy({ nonce: '', host: undefined });
			const hash = createHash('sha256').update(template.text).update(policy).digest('hex').slice(0, 16);
			// Weak, as two answers differ in their nonce.
			const page: Page = { compositionId: id, template, brotli: null, tag: `W/"${id}.${hash}"` };
			pages.set(key, page);
			// Takes longer than an answer may; those who come meanwhile get a page that was compressed for them.
			void prepareBrotli(template.pieces).then(
				(prepared) => {
					page.brotli = prepared;
				},
				() => {},
			);
			return { ...page, visit };
		},

		async findPreview(path, token) {
			const preview = await previews.open(token);
			if (preview === null) return null;
			const { composition, shell, remotes } = await readComposed(preview.compositionId);
			const { app, version, expiresAt } = preview;
			const template = renderPage({
				composition: { ...composition, preview: { app, version, expiresAt } },
				assets: pageAssets(shell, remoteOfPath(remotes, path)),
				bootScript: shell.bootScript,
				remoteTimeouts,
			});
			return { compositionId: composition.id, template };
		},

		integrityOf: async (id) => (await findComposed(id))?.allIntegrity.text ?? null,

		async serviceWorker(readVisitor) {
			const current = serviceWorker ? await readCurrent() : null;
			if (current === null) return null;
			const visit = current.rollout === null ? null : admitVisitor(current.rollout, readVisitor());
			const { shell } = await readComposed(chooseFor(current, visit));
			return shell.serviceWorker === undefined ? null : { app: shell.app, path: shell.serviceWorker };
		},
	};
};
