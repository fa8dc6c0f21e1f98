import {
	type Composition,
	compositionElementId,
	type RemoteManifest,
	serviceWorkerMetaName,
} from '@flotilla/contracts';
import { jsonForHtml } from '../../../apps/registry/src/pages/render-page.ts';

export interface DevRemote {
	name: string;
	manifest: RemoteManifest;
	/** The path of its live entry on the page's origin. */
	entry: string;
	/** The hash of that file, `sha256-…`. */
	integrity: string;
}

/** Changes the JSON of one script element; a page without it is left as it is. */
const changeJson = <T>(html: string, opening: string, change: (value: T) => T): string =>
	html.replace(new RegExp(`(<script ${opening}[^>]*>)(.*?)(</script>)`, 's'), (_, start, json, end) =>
		[start, jsonForHtml(change(JSON.parse(json as string) as T)), end].join(''),
	);

/**
 * A registry's page that takes these remotes from this machine, and everything else as it was. One that the registry
 * does not know is added. A service worker would keep what is changed all the time, so there is none.
 */
export const rewritePage = (html: string, remotes: readonly DevRemote[]): string => {
	let page = html.replace(new RegExp(`<meta name="${serviceWorkerMetaName}"[^>]*>\n?`), '');
	for (const { name } of remotes) {
		// Its published scripts are not asked for, and its published styles would be mixed with those of the new build.
		page = page.replaceAll(new RegExp(`<link [^>]*href="/assets/${name}/[^>]*>\n?`, 'g'), '');
	}
	page = changeJson<{ integrity?: Record<string, string> }>(page, 'type="importmap"', (map) => ({
		...map,
		integrity: { ...map.integrity, ...Object.fromEntries(remotes.map(({ entry, integrity }) => [entry, integrity])) },
	}));
	return changeJson<Composition>(page, `type="application/json" id="${compositionElementId}"`, (composition) => ({
		...composition,
		remotes: [
			...composition.remotes.filter(({ app }) => !remotes.some(({ name }) => name === app)),
			...remotes.map(({ name, manifest, entry }) => ({
				app: name,
				version: '0.0.0-dev',
				build: 'dev',
				entry,
				initial: { modules: [], styles: [] },
				manifest,
			})),
		],
	}));
};
