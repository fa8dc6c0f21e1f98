import type { Composition, RemoteManifest } from '@flotilla/contracts';
import { readComposition } from '../../../../apps/shell/src/boot/read-composition.ts';

/** The page's composition, with remotes that the build itself knows and the registry does not. */
export const readWithRemotes = (manifests: readonly RemoteManifest[]): Composition => {
	const page = readComposition(document);
	return {
		...page,
		remotes: manifests.map((manifest) => ({
			...page.shell,
			app: manifest.name,
			entry: '',
			initial: { modules: [], styles: [] },
			manifest,
		})),
	};
};
