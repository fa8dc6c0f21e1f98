import { afterEach, expect, it, vi } from 'vitest';
import { createVerifiedLoader } from './create-verified-loader.ts';

afterEach(() => {
	globalThis.__FLOTILLA_INTEGRITY__ = undefined;
});

const module = { start: vi.fn() };

const moduleOf = (code: string): string => URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));

const hashOf = async (code: string): Promise<string> => {
	const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(code));
	return `sha256-${btoa(String.fromCharCode(...new Uint8Array(digest)))}`;
};

it('loads what has the hash that the page knows', async () => {
	const code = 'export const value = 1;';
	const entry = moduleOf(code);
	const load = vi.fn(async () => module);
	const loadVerified = createVerifiedLoader({
		composition: { integrity: { [entry]: await hashOf(code) } },
		load,
	});
	expect(await loadVerified({ name: 'notes', entry, attempt: 0 })).toBe(module);
	expect(load).toHaveBeenCalledExactlyOnceWith({ name: 'notes', entry, attempt: 0 });
});

it('does not run what is not what its hash says', async () => {
	const entry = moduleOf('globalThis.ran = true;');
	const load = vi.fn(async () => module);
	const loadVerified = createVerifiedLoader({
		composition: { integrity: { [entry]: await hashOf('what was published') } },
		load,
	});
	await expect(loadVerified({ name: 'notes', entry, attempt: 0 })).rejects.toThrow('is not what its hash says');
	expect(load).not.toHaveBeenCalled();
	expect(globalThis).not.toHaveProperty('ran');
});

it('does not run what the page has no hash for', async () => {
	const load = vi.fn(async () => module);
	const loadVerified = createVerifiedLoader({
		composition: { integrity: { '/assets/other/entry.js': 'sha256-x' } },
		load,
	});
	await expect(loadVerified({ name: 'notes', entry: '/assets/notes/entry.js', attempt: 0 })).rejects.toThrow(
		'The page has no hash for /assets/notes/entry.js, so notes is not run.',
	);
	expect(load).not.toHaveBeenCalled();
});

it('tells builds the hashes of the style sheets they add', () => {
	const integrity = { '/assets/notes/page.css': 'sha256-x' };
	createVerifiedLoader({ composition: { integrity }, load: async () => module });
	expect(globalThis.__FLOTILLA_INTEGRITY__).toBe(integrity);
});

it('loads as it is where a composition has no hashes at all', () => {
	const load = vi.fn(async () => module);
	expect(createVerifiedLoader({ composition: {}, load })).toBe(load);
	expect(globalThis.__FLOTILLA_INTEGRITY__).toBeUndefined();
});
