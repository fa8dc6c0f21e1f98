import { expect, it } from 'vitest';
import { preloadFiles } from './preload-files.ts';

const page = (head = '') => new DOMParser().parseFromString(`<head>${head}</head>`, 'text/html');
const links = (document: Document) =>
	[...document.querySelectorAll('link')].map(({ rel, as, integrity, outerHTML }) => ({
		rel,
		as,
		integrity,
		href: /href="([^"]*)"/.exec(outerHTML)?.[1],
	}));

it('asks for scripts and style sheets at once, each by its hash', () => {
	const document = page();
	preloadFiles(
		{ modules: ['/assets/notes/start.js'], styles: ['/assets/notes/start.css'] },
		{ '/assets/notes/start.js': 'sha256-a', '/assets/notes/start.css': 'sha256-b' },
		document,
	);
	expect(links(document)).toEqual([
		{ rel: 'modulepreload', as: '', integrity: 'sha256-a', href: '/assets/notes/start.js' },
		{ rel: 'preload', as: 'style', integrity: 'sha256-b', href: '/assets/notes/start.css' },
	]);
});

it('leaves alone what the page has already', () => {
	const document = page(
		'<link rel="modulepreload" href="/assets/notes/start.js"><link rel="stylesheet" href="/assets/notes/start.css">',
	);
	preloadFiles({ modules: ['/assets/notes/start.js'], styles: ['/assets/notes/start.css'] }, {}, document);
	expect(links(document)).toHaveLength(2);
});
