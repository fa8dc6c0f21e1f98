import type { BuildManifest } from '@flotilla/contracts';
import { assetUrl } from '../../apps/registry/src/channels/compose.ts';
import type { Figure } from './figures.ts';
import { followImports } from './follow-imports.ts';
import type { MeasuredRegistry } from './measured-registry.ts';
import { nameWithoutHash } from './page-files.ts';

/** A page of the shell's, which no remote is a part of: what a remote adds to its HTML, it adds to that of every page. */
const pageOfNobody = '/settings';

/** What each remote costs: its own code, which a monolith has as well, and what it adds to that. With gzip. */
export const measureRemotes = async (registry: MeasuredRegistry): Promise<Figure[]> => {
	const figures: Figure[] = [];
	const remotes = registry.manifests().filter(({ kind }) => kind === 'remote');
	for (const remote of remotes) figures.push(...(await measureRemote(registry, remote)));
	return figures;
};

const measureRemote = async (registry: MeasuredRegistry, { app, entry, initial }: BuildManifest): Promise<Figure[]> => {
	const entryUrl = assetUrl(app, entry);
	const initialUrls = [...initial.modules, ...initial.styles].map((path) => assetUrl(app, path));
	const reached = await followImports({ urls: [entryUrl, ...initialUrls], read: registry.read });
	const own = reached.filter((url) => url !== entryUrl && url.startsWith(assetUrl(app, '')));
	const files: Record<string, number> = {};
	for (const url of own) files[nameWithoutHash(url)] = await registry.sizeOf(url, 'gzip');
	const entrySize = await registry.sizeOf(entryUrl, 'gzip');
	const entryFile = { [nameWithoutHash(entryUrl)]: entrySize };

	const withIt = await registry.gzippedPage(pageOfNobody);
	await registry.withdraw(app);
	const withoutIt = await registry.gzippedPage(pageOfNobody);
	await registry.restore(app);

	const ownSize = Object.values(files).reduce((total, size) => total + size, 0);
	return [
		{ group: 'bytes of the entry', subject: app, value: entrySize, files: entryFile },
		{ group: 'bytes of its own code', subject: app, value: ownSize, files },
		{ group: 'bytes beyond its own code', subject: app, value: entrySize + withIt - withoutIt, files: entryFile },
	];
};
