import { afterEach, expect, it } from 'vitest';
import { loadStyles } from './load-styles.ts';

const name = 'flotilla-notes:chunk-7';

const sheetOf = (css: string): string => URL.createObjectURL(new Blob([css], { type: 'text/css' }));

const links = (): HTMLLinkElement[] => [...document.querySelectorAll<HTMLLinkElement>(`link[data-rspack="${name}"]`)];

const hashOf = async (text: string): Promise<string> => {
	const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
	return `sha256-${btoa(String.fromCharCode(...new Uint8Array(digest)))}`;
};

afterEach(() => {
	globalThis.__FLOTILLA_INTEGRITY__ = undefined;
	for (const link of links()) link.remove();
});

const css = 'body { --of-notes: 1px }';
const ofNotes = (): string => getComputedStyle(document.body).getPropertyValue('--of-notes').trim();

it('is there when its rules apply', async () => {
	expect(ofNotes()).toBe('');
	await loadStyles({ url: sheetOf(css), name });
	expect(ofNotes()).toBe('1px');
	expect(links().map((link) => link.hasAttribute('data-rspack-loading'))).toEqual([false]);
});

it('is added once: who asks for it meanwhile waits for the same, and who does so later for nothing', async () => {
	const url = sheetOf(css);
	const both = Promise.all([loadStyles({ url, name }), loadStyles({ url, name })]);
	expect(links()).toHaveLength(1);
	await both;
	await loadStyles({ url: 'https://flotilla.test/another-address.css', name });
	expect(links()).toHaveLength(1);
});

it('finds one by its address, whoever added it', async () => {
	const link = document.createElement('link');
	link.rel = 'stylesheet';
	link.href = sheetOf(css);
	document.head.append(link);
	await loadStyles({ url: link.href, name });
	expect(links()).toEqual([]);
	link.remove();
});

it('rejects when it does not come, names it, and leaves nothing in the page', async () => {
	const url = `${location.origin}/assets/notes/7.missing.css`;
	const error = await loadStyles({ url, name }).catch((reason: unknown) => reason);
	expect(error).toMatchObject({ name: 'ChunkLoadError', message: `The style sheet ${url} could not be loaded.` });
	expect((error as Error).stack, 'by which it is known whose it is').toContain('/assets/notes/');
	expect(links()).toEqual([]);
});

it('rejects when it hangs for too long', async () => {
	const url = sheetOf(css);
	await expect(loadStyles({ url, name }, { timeout: 0 })).rejects.toThrow('could not be loaded');
	expect(links()).toEqual([]);
});

it('has the hash that the page knows, and does not apply without', async () => {
	const url = sheetOf(css);
	const { pathname } = new URL(url);
	globalThis.__FLOTILLA_INTEGRITY__ = { [pathname]: await hashOf(css) };
	await loadStyles({ url, name });
	expect(ofNotes()).toBe('1px');
	for (const link of links()) link.remove();

	for (const integrity of [{ [pathname]: await hashOf('what was published') }, {}]) {
		globalThis.__FLOTILLA_INTEGRITY__ = integrity;
		await expect(loadStyles({ url, name })).rejects.toThrow('could not be loaded');
		expect([links().length, ofNotes()]).toEqual([0, '']);
	}
});
