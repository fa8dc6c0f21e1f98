import {
	beaconsMetaName,
	type Composition,
	compositionElementId,
	type RemoteTimeouts,
	remoteTimeoutsMetaName,
	serviceWorkerMetaName,
	writeRemoteTimeouts,
} from '@flotilla/contracts';
import { bootMarkup, bootStyle } from './boot-skeleton.ts';
import type { PageAssets } from './page-assets.ts';
import { trustedTypesScript } from './trusted-types.ts';

const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#5059d1"/><path d="M16 6v13H8zm2 4 7 9h-7zM6 21h20l-4 5H10z" fill="#fff"/></svg>`;
const iconUrl = `data:image/svg+xml,${encodeURIComponent(icon)}`;

/** Stands in the page where each response puts its own nonce. Cannot occur in escaped content: it holds `<`. */
const nonceSlot = '<nonce>';

const escapeAttribute = (value: string): string =>
	value.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');

/**
 * JSON that may stand inside a script element: no `<` can close the element or open a comment,
 * and the two line separators that JSON allows and old JavaScript does not are escaped too.
 */
export const jsonForHtml = (value: unknown): string =>
	JSON.stringify(value).replaceAll('<', '\\u003c').replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');

/** JavaScript that may stand inside a script element: nothing in it closes the element or opens a comment. */
const scriptForHtml = (code: string): string => code.replaceAll(/<(?=\/script|script|!--)/gi, '\\x3c');

/** Hashes of what an import map is for, and the others. */
const splitIntegrity = (integrity: Record<string, string>) => {
	const isStyle = ([url]: [string, string]): boolean => url.endsWith('.css');
	const entries = Object.entries(integrity);
	return {
		scripts: Object.fromEntries(entries.filter((entry) => !isStyle(entry))),
		styles: Object.fromEntries(entries.filter(isStyle)),
	};
};

export interface PageOptions {
	composition: Composition;
	/** To preload and to link, as absolute paths. */
	assets: PageAssets;
	/** The shell's script to run before the first paint. Default: none. */
	bootScript?: string | undefined;
	/** The address of the service worker that the page registers once it is up. Default: none. */
	serviceWorker?: string | undefined;
	/** How long the page waits for a remote. Default: as the page has it. */
	remoteTimeouts?: RemoteTimeouts | undefined;
	/** Where the page tells how its builds fare. Default: nowhere. */
	beacons?: string | undefined;
	/** Default `Flotilla`. */
	title?: string;
	/** Default `en`. */
	lang?: string;
}

/** A rendered page that still lacks its nonce. */
export interface PageTemplate {
	/** The same for every response; what an ETag may be derived from. */
	text: string;
	/** What stands between the places of the nonce. */
	pieces: readonly string[];
	withNonce(nonce: string): string;
}

/** The HTML of one page. Pure: equal options give an equal template. */
export const renderPage = ({
	composition,
	assets,
	bootScript,
	serviceWorker,
	remoteTimeouts = {},
	beacons,
	title = 'Flotilla',
	lang = 'en',
}: PageOptions): PageTemplate => {
	const nonce = `nonce="${nonceSlot}"`;
	const { integrity } = composition;
	const split = integrity === undefined ? undefined : splitIntegrity(integrity);
	/** An address with its hash: what a browser is told to load is loaded only if it is what was published. */
	const verified = (url: string): string => {
		const hash = integrity?.[url];
		return `="${escapeAttribute(url)}"${hash === undefined ? '' : ` integrity="${escapeAttribute(hash)}"`}`;
	};
	const styles = assets.styles.map((url) => `<link rel="stylesheet" href${verified(url)}>`);
	const laterStyles = (assets.laterStyles ?? []).map((url) => `<link rel="preload" as="style" href${verified(url)}>`);
	const timeouts = writeRemoteTimeouts(remoteTimeouts);
	const modules = assets.modules.map((url) => `<link rel="modulepreload" href${verified(url)}>`);
	const safeTitle = escapeAttribute(title);
	const text = [
		'<!doctype html>',
		`<html lang="${escapeAttribute(lang)}">`,
		'<head>',
		'<meta charset="utf-8">',
		'<meta name="viewport" content="width=device-width, initial-scale=1">',
		'<meta name="color-scheme" content="light dark">',
		'<meta name="theme-color" content="#ffffff" media="(prefers-color-scheme: light)">',
		'<meta name="theme-color" content="#111217" media="(prefers-color-scheme: dark)">',
		...(serviceWorker === undefined
			? []
			: [`<meta name="${serviceWorkerMetaName}" content="${escapeAttribute(serviceWorker)}">`]),
		...(timeouts === '' ? [] : [`<meta name="${remoteTimeoutsMetaName}" content="${timeouts}">`]),
		...(beacons === undefined ? [] : [`<meta name="${beaconsMetaName}" content="${escapeAttribute(beacons)}">`]),
		`<title>${safeTitle}</title>`,
		`<link rel="icon" href="${escapeAttribute(iconUrl)}">`,
		`<script ${nonce}>${scriptForHtml(trustedTypesScript)}</script>`,
		...(bootScript === undefined ? [] : [`<script ${nonce}>${scriptForHtml(bootScript)}</script>`]),
		// For all that is imported later. Before the first module, or browsers with one map alone do not take it.
		...(split === undefined
			? []
			: [`<script type="importmap" ${nonce}>${jsonForHtml({ integrity: split.scripts })}</script>`]),
		...modules,
		`<style ${nonce}>${bootStyle}</style>`,
		...styles,
		...laterStyles,
		`<script type="module" ${nonce} src${verified(composition.shell.entry)}></script>`,
		'</head>',
		'<body>',
		`<div id="root">${bootMarkup}</div>`,
		`<noscript>${safeTitle} needs JavaScript. Turn it on in the browser's settings and load the page again.</noscript>`,
		// A module script runs after the document is parsed, so the composition may come last, behind what starts downloads.
		// Without the hashes that the import map has: they do not compress, and whoever reads the composition finds them there.
		`<script type="application/json" id="${compositionElementId}">${jsonForHtml({ ...composition, integrity: split?.styles })}</script>`,
		'</body>',
		'</html>',
		'',
	].join('\n');
	const pieces = text.split(nonceSlot);
	return { text, pieces, withNonce: (value) => pieces.join(value) };
};
