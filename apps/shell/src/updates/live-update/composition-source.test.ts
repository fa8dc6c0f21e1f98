import { buildComposition } from '@flotilla/testing';
import { expect, it, vi } from 'vitest';
import { createCompositionSource } from './composition-source.ts';

const answer = (data: unknown, init?: ResponseInit) => Response.json({ success: true, data }, init);

const setUp = (answers: Record<string, () => Response>) => {
	const fetch = vi.fn(
		async (url: string, _options?: RequestInit) => answers[url]?.() ?? new Response(null, { status: 404 }),
	);
	return { fetch, source: createCompositionSource({ fetch: fetch as unknown as typeof globalThis.fetch }) };
};

it('says what a load of the page would get now, past all caches', async () => {
	const { fetch, source } = setUp({ '/': () => new Response('', { headers: { 'x-flotilla-composition': 'c-2' } }) });
	expect(await source.currentId()).toBe('c-2');
	expect(fetch.mock.calls[0]?.[1]).toMatchObject({
		method: 'HEAD',
		cache: 'no-store',
		headers: { accept: 'text/html' },
	});
});

it('reads a composition with the hashes of what runs and of what is applied', async () => {
	const composition = buildComposition({ id: 'c-2' });
	const files = ['a.js', 'a.css', 'a.woff2'].map((name) => ({
		...{ url: `/assets/users/${name}`, integrity: `sha256-${name}`, size: 1 },
	}));
	const { source } = setUp({
		'/registry/v1/compositions/c-2': () => answer(composition),
		'/registry/v1/compositions/c-2/files': () => answer({ compositionId: 'c-2', files }),
	});
	expect(await source.read('c-2')).toEqual({
		...composition,
		integrity: { '/assets/users/a.js': 'sha256-a.js', '/assets/users/a.css': 'sha256-a.css' },
	});
	await expect(source.read('c-3')).rejects.toThrow('answered 404');
});

it('a file that has no hash, or is not there, is no file', async () => {
	const { fetch, source } = setUp({ '/a.js': () => new Response('') });
	await source.check(['/a.js'], { '/a.js': 'sha256-a' });
	expect(fetch.mock.calls[0]?.[1]).toMatchObject({ integrity: 'sha256-a' });
	await expect(source.check(['/b.js'], { '/b.js': 'sha256-b' })).rejects.toThrow('answered 404');
	await expect(source.check(['/a.js'], {})).rejects.toThrow('no hash for /a.js');
});

it('a page without a composition is none', async () => {
	const { source } = setUp({ '/': () => new Response('') });
	await expect(source.currentId()).rejects.toThrow('no composition');
});
