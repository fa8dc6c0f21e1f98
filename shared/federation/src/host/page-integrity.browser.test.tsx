import { afterEach, expect, it } from 'vitest';
import { admitAddress, admitFiles } from './page-integrity.ts';

afterEach(() => {
	globalThis.__FLOTILLA_INTEGRITY__ = undefined;
});

const hash = async (text: string): Promise<string> => {
	const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
	return `sha256-${btoa(String.fromCharCode(...new Uint8Array(digest)))}`;
};

/** A module at an address of its own, whose path is its identity. */
const publish = (text: string) => URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));

it('a file that the page did not come with runs once it is admitted, if it is what its hash says', async () => {
	globalThis.__FLOTILLA_INTEGRITY__ = {};
	const [right, wrong] = [publish('export default 1;'), publish('export default 2;')];
	const expected = await hash('export default 1;');
	admitFiles({ [right]: expected, [wrong]: expected });
	expect(globalThis.__FLOTILLA_INTEGRITY__).toEqual({ [right]: expected, [wrong]: expected });
	expect(await import(/* @vite-ignore */ right)).toMatchObject({ default: 1 });
	await expect(import(/* @vite-ignore */ wrong)).rejects.toThrow(TypeError);
});

it('a hash of the page is not changed by what comes later', () => {
	const known = { '/assets/users/a.js': 'sha256-first' };
	globalThis.__FLOTILLA_INTEGRITY__ = known;
	admitFiles({ '/assets/users/a.js': 'sha256-second' });
	expect(known).toEqual({ '/assets/users/a.js': 'sha256-first' });
});

it('a page without hashes checks none', async () => {
	const module = publish('export default 3;');
	admitFiles({ [module]: await hash('another') });
	admitAddress(module);
	expect(globalThis.__FLOTILLA_INTEGRITY__).toBeUndefined();
	expect(await import(/* @vite-ignore */ module)).toMatchObject({ default: 3 });
});
