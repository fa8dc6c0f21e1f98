import { expect, it } from 'vitest';
import { acceptsPage } from './accepts-page.ts';

const navigation = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';

it.each([
	['/', navigation, 'document', true],
	['/users/42', navigation, 'document', true],
	['/users/a.b@example.org', navigation, 'document', true],
	['/', undefined, undefined, true],
	['/users', '*/*', undefined, true],
	['/main.js', '*/*', undefined, false],
	['/users', '*/*', 'script', false],
	['/users', 'application/json', 'empty', false],
	['/favicon.ico', 'image/avif,image/*', 'image', false],
	['/assets/gone.js', navigation, 'document', false],
	['/api', navigation, 'document', false],
	['/api/files/1', navigation, 'document', false],
	['/ws', navigation, 'document', false],
	['/registry/v2', navigation, 'document', false],
	['/readyz', navigation, 'document', false],
	['/apiary', navigation, 'document', true],
])('%s for %s as %s: %s', (path, accept, destination, expected) => {
	expect(acceptsPage({ path, accept, destination })).toBe(expected);
});
