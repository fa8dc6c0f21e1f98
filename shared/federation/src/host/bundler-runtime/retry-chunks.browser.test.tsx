import { afterEach, expect, it, onTestFinished, vi } from 'vitest';
import { checkFiles } from '../page-integrity.ts';
import { type ChunkLoader, retryChunks } from './retry-chunks.ts';

const base = 'https://flotilla.test/assets/users/';
const fileOf = (name: string, extension = 'js') => `${name}.0123456789abcdef.${extension}`;
const pathOf = (name: string, extension?: string) => `/assets/users/${fileOf(name, extension)}`;

/** What was asked for by `fetch` and is none of the test's own files. */
const warmed: string[] = [];
const { fetch } = globalThis;
vi.stubGlobal('fetch', async (address: string, options?: RequestInit) => {
	if (!address.startsWith(base)) return fetch(address, options);
	warmed.push(address.slice(base.length));
	return new Response();
});

afterEach(() => {
	globalThis.__FLOTILLA_INTEGRITY__ = undefined;
	warmed.length = 0;
});

/** A document with these hashes, of which the page says the one that is given. */
const publish = async (hashes: Record<string, string>, said = JSON.stringify(hashes)) => {
	const url = URL.createObjectURL(new Blob([JSON.stringify(hashes)], { type: 'application/json' }));
	onTestFinished(() => URL.revokeObjectURL(url));
	const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(said));
	return { url, integrity: `sha256-${btoa(String.fromCharCode(...new Uint8Array(digest)))}` };
};

/** A build that loads a chunk where the page has the hashes of its files, as a browser would; it notes what it asked for. */
const createBuild = () => {
	const asked: string[] = [];
	const build: ChunkLoader = {
		p: base,
		u: (chunk) => (chunk === 'shared' ? 'shared.undefined.js' : fileOf(String(chunk))),
		k: (chunk) => (chunk === 'styled' ? fileOf('styled', 'css') : `${chunk}.undefined.css`),
		async e(chunk) {
			asked.push(String(chunk));
			const { pathname } = new URL(build.u(chunk), base);
			if (chunk !== 'shared' && globalThis.__FLOTILLA_INTEGRITY__?.[pathname] === undefined)
				throw new TypeError('refused');
		},
		federation: { initOptions: { name: 'users' } },
	};
	retryChunks(build, { pause: 0 });
	return { build, asked };
};

it('a chunk whose hash the page has is loaded as it is', async () => {
	checkFiles({
		integrity: { [pathOf('start')]: 'sha256-x' },
		allIntegrity: { url: 'blob:nowhere', integrity: 'sha256-x' },
	});
	const { build, asked } = createBuild();
	await Promise.all([build.e('start'), build.e('shared')]);
	expect(asked.sort()).toEqual(['shared', 'start']);
	expect(warmed).toEqual([]);
});

it('another one waits for the document that has it, while its files are on their way', async () => {
	const hashes = { [pathOf('styled')]: 'sha256-x', [pathOf('styled', 'css')]: 'sha256-y' };
	checkFiles({ integrity: {}, allIntegrity: await publish(hashes) });
	const { build, asked } = createBuild();
	const loaded = build.e('styled');
	expect(asked).toEqual([]);
	expect(warmed).toEqual([fileOf('styled'), fileOf('styled', 'css')]);
	await loaded;
	expect(asked).toEqual(['styled']);
	expect(globalThis.__FLOTILLA_INTEGRITY__).toEqual(hashes);
});

it('is not asked for when the document is not what the page says, and is when it is wanted again', async () => {
	const hashes = { [pathOf('start')]: 'sha256-x' };
	checkFiles({ integrity: {}, allIntegrity: await publish(hashes, 'another document') });
	const { build, asked } = createBuild();
	await expect(build.e('start')).rejects.toThrow(TypeError);
	expect(asked).toEqual([]);
	checkFiles({ integrity: {}, allIntegrity: await publish(hashes) });
	await build.e('start');
	expect(asked).toEqual(['start']);
});

it('one that no document has is refused by the browser', async () => {
	checkFiles({ integrity: {}, allIntegrity: await publish({}) });
	const { build } = createBuild();
	await expect(build.e('start')).rejects.toThrow('refused');
});

it('a page without hashes checks none, and one that has all waits for none', async () => {
	const { build, asked } = createBuild();
	await expect(build.e('start')).rejects.toThrow('refused');
	checkFiles({ integrity: {} });
	await expect(build.e('start')).rejects.toThrow('refused');
	expect(asked.length).toBeGreaterThan(0);
	expect(warmed).toEqual([]);
});
