import type { BuildManifest } from '@flotilla/contracts';
import { type PageAssets, pageAssets } from '../../apps/registry/src/pages/page-assets.ts';
import { followImports } from './follow-imports.ts';
import { pageFiles } from './page-files.ts';

export interface FindFirstLoadOptions {
	/** What the page was answered with. */
	html: string;
	/** The slot on it whose fillers are a part of what a person sees first. Default: none. */
	slot?: string | undefined;
	/** Of every build of the page, the shell among them. */
	manifests: readonly BuildManifest[];
	/** The text of a script. */
	read: (url: string) => Promise<string>;
}

/** The addresses of all files that a person who has nothing yet waits for when they open a page, each once. */
export const findFirstLoad = ({ html, slot, manifests, read }: FindFirstLoadOptions): Promise<string[]> => {
	const named = [...pageFiles(html), ...filesOfFillers(manifests, slot)];
	return followImports({ urls: [...new Set(named)], read });
};

/** What the remotes that fill a slot are fetched with, as the page of their own would name it. */
const filesOfFillers = (manifests: readonly BuildManifest[], slot: string | undefined): string[] => {
	const shell = manifests.find(({ kind }) => kind === 'shell');
	if (slot === undefined || shell === undefined) return [];
	return manifests
		.filter(({ remote }) => remote?.slots.some((filling) => filling.slot === slot))
		.map((manifest) => pageAssets(shell, manifest))
		.flatMap(({ modules, styles, laterStyles = [] }: PageAssets) => [...modules, ...styles, ...laterStyles]);
};
