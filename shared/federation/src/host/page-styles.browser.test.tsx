import { expect, it, onTestFinished, vi } from 'vitest';
import { createVerifiedLoader } from './create-verified-loader.ts';
import { createReplacementFinder } from './find-replacement.ts';

const addSheet = (path: string): HTMLLinkElement => {
	const link = document.createElement('link');
	link.rel = 'stylesheet';
	// Nothing is fetched for a medium that is not there.
	link.media = 'print';
	link.href = path;
	link.setAttribute('data-rspack', 'a-build');
	document.head.append(link);
	onTestFinished(() => link.remove());
	return link;
};

it('has a build that takes the place of one that failed come with its own style sheets alone', async () => {
	onTestFinished(() => {
		globalThis.__FLOTILLA_INTEGRITY__ = undefined;
	});
	const code = 'export const start = () => ({});';
	const entry = URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
	const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(code));
	const hash = `sha256-${btoa(String.fromCharCode(...new Uint8Array(digest)))}`;
	const failed = addSheet('/assets/notes/failed.css');
	const known = addSheet('/assets/notes/replacing.css');
	const ofAnother = addSheet('/assets/charts/page.css');
	const integrity = { [entry]: hash, '/assets/notes/replacing.css': 'sha256-r' };

	const loadVerified = createVerifiedLoader({
		composition: { integrity: { '/assets/notes/failed.js': 'sha256-f' } },
		load: async () => ({ start: vi.fn() }),
	});
	const find = createReplacementFinder({
		fetch: async () => Response.json({ data: { remote: { app: 'notes', entry }, reload: false, integrity } }),
	});
	await find({ compositionId: 'c-1', remote: 'notes', failed: [] });
	expect(failed.media).toBe('print');

	await loadVerified({ name: 'notes', entry, attempt: 0 });
	expect(failed.media).toBe('not all');
	// The build that comes looks for its own by this name, and would take the other's.
	expect(failed.hasAttribute('data-rspack')).toBe(false);
	expect(known.media).toBe('all');
	expect(ofAnother.media).toBe('print');
});
