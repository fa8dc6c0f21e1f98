import { writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { ComparedPicture, Verdict } from './compare-sets.ts';
import type { Shot } from './list-shots.ts';

export interface ReportOptions {
	/** Where `index.html` goes. */
	folder: string;
	/** Folders of the pictures, below `folder`. */
	before: string;
	after: string;
	differences: string;
	compared: readonly ComparedPicture[];
	shots: readonly Shot[];
	/** Stories that failed, by the picture's name, and how. */
	failures: ReadonlyMap<string, string>;
	/** What was compared with what, one sentence. */
	description: string;
}

const escapeHtml = (text: string): string =>
	text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

const style = `
:root{color-scheme:light dark}
body{margin:0 auto;max-width:1600px;padding:24px;font:14px/20px system-ui,sans-serif}
h1{font-size:24px;line-height:32px}h2{font-size:16px;margin:32px 0 8px;overflow-wrap:anywhere}
.row{display:grid;grid-template-columns:repeat(auto-fit,minmax(280px,1fr));gap:12px}
figure{margin:0}figcaption{margin-bottom:4px;opacity:.7}
img{max-width:100%;border:1px solid color-mix(in srgb,currentColor 20%,transparent)}
pre{white-space:pre-wrap;overflow-wrap:anywhere}
`;

const titles: Record<Exclude<Verdict, 'same'>, string> = { changed: 'Changed', gone: 'Gone', new: 'New' };

/** One page with before, after and difference of all that is not the same. Returns its path. */
export const writeReport = async (options: ReportOptions): Promise<string> => {
	const { folder, compared, shots, failures, description } = options;
	const shotOf = new Map(shots.map((shot) => [shot.name, shot]));
	const shown = compared.filter(({ verdict, name }) => verdict !== 'same' || failures.has(name));
	const same = compared.length - compared.filter(({ verdict }) => verdict !== 'same').length;

	const picture = (caption: string, path: string, name: string) =>
		`<figure><figcaption>${caption}</figcaption><a href="${escapeHtml(path)}"><img loading="lazy" alt="${escapeHtml(`${name}: ${caption}`)}" src="${escapeHtml(path)}"></a></figure>`;
	const at = (place: string, name: string) => `${relative(folder, place)}/${encodeURIComponent(name)}.png`;
	const sections = shown.map(({ name, verdict, differentPixels }) => {
		const shot = shotOf.get(name);
		const heading = shot === undefined ? name : `${shot.title} (${shot.scheme}, ${shot.viewport})`;
		const what = verdict === 'same' ? 'The same' : titles[verdict];
		const pixels = verdict === 'changed' ? `: ${differentPixels.toLocaleString('en')} pixels` : '';
		const pictures = [
			...(verdict === 'new' ? [] : [picture('Before', at(options.before, name), heading)]),
			...(verdict === 'gone' ? [] : [picture('After', at(options.after, name), heading)]),
			...(verdict === 'changed' ? [picture('Difference', at(options.differences, name), heading)] : []),
		];
		const failure = failures.get(name);
		return [
			`<section id="${escapeHtml(name)}"><h2>${escapeHtml(heading)}</h2><p>${what}${pixels}</p>`,
			failure === undefined ? '' : `<pre>Failed: ${escapeHtml(failure)}</pre>`,
			`<div class="row">${pictures.join('')}</div></section>`,
		].join('');
	});
	const html = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Stories, compared</title><style>${style}</style><h1>Stories, compared</h1><p>${escapeHtml(description)}</p><p>${describeVerdicts(compared)}; ${same} the same.</p>${sections.join('\n')}</html>\n`;
	const path = join(folder, 'index.html');
	await writeFile(path, html);
	return path;
};

/** `3 changed, 0 gone, 1 new`. */
export const describeVerdicts = (compared: readonly ComparedPicture[]): string =>
	(['changed', 'gone', 'new'] as const)
		.map((verdict) => `${compared.filter((picture) => picture.verdict === verdict).length} ${verdict}`)
		.join(', ');
