import { expect, it } from 'vitest';
import { letPagesTitle } from './let-pages-title.ts';

it('leaves the title to the page, once it has one', async () => {
	const page = document.implementation.createHTMLDocument('Flotilla');
	letPagesTitle(page);
	page.head.append(page.createElement('meta'));
	await Promise.resolve();
	expect(page.title).toBe('Flotilla');
	page.head.append(Object.assign(page.createElement('title'), { textContent: 'Users · Flotilla' }));
	await expect.poll(() => page.title).toBe('Users · Flotilla');
});

it('asks nothing of a document without a title', () => {
	const page = document.implementation.createHTMLDocument();
	page.querySelector('title')?.remove();
	expect(() => letPagesTitle(page)).not.toThrow();
});
