import { compositionElementId } from '@flotilla/contracts';
import { expect, it } from 'vitest';
import { readComposition } from './read-composition.ts';

const pageOf = (composition: object, map?: object): Document => {
	const page = document.implementation.createHTMLDocument();
	if (map !== undefined) page.head.innerHTML = `<script type="importmap">${JSON.stringify(map)}</script>`;
	page.body.innerHTML = `<script type="application/json" id="${compositionElementId}">${JSON.stringify(composition)}</script>`;
	return page;
};

it('puts the hashes of scripts, which the page has in its import map, beside those of style sheets', () => {
	const page = pageOf({ id: 'c1', integrity: { '/a.css': 'sha256-a' } }, { integrity: { '/a.js': 'sha256-b' } });
	expect(readComposition(page)).toEqual({ id: 'c1', integrity: { '/a.css': 'sha256-a', '/a.js': 'sha256-b' } });
});

it('takes a composition without hashes as it is, and says who did not serve a page without one', () => {
	expect(readComposition(pageOf({ id: 'c1' }))).toEqual({ id: 'c1' });
	expect(() => readComposition(document.implementation.createHTMLDocument())).toThrow('was not served by a registry');
});
