import { expect, it, vi } from 'vitest';
import { readTextStart } from './read-text-start.ts';

const { signal } = new AbortController();
const answering = (body: BodyInit, status = 206) => vi.fn(async () => new Response(body, { status }));

it('asks for the first part alone', async () => {
	const fetch = answering('abc');
	await expect(readTextStart('/text', { signal, maximum: 3, fetch })).resolves.toBe('abc');
	expect(fetch).toHaveBeenCalledWith('/text', { signal, headers: { range: 'bytes=0-2' } });
});

it('cuts what a server sends that knows no ranges', async () => {
	await expect(readTextStart('/text', { signal, maximum: 3, fetch: answering('abcdef', 200) })).resolves.toBe('abc');
});

it('leaves out half a character at the end', async () => {
	await expect(readTextStart('/text', { signal, maximum: 2, fetch: answering('aä', 200) })).resolves.toBe('a');
});

it.each([
	['utf-16le', [0xff, 0xfe, 0x61, 0x00]],
	['utf-16be', [0xfe, 0xff, 0x00, 0x61]],
	['utf-8 with a mark', [0xef, 0xbb, 0xbf, 0x61]],
])('reads %s', async (_encoding, bytes) => {
	await expect(readTextStart('/text', { signal, fetch: answering(new Uint8Array(bytes)) })).resolves.toBe('a');
});

it('rejects when there is no text', async () => {
	await expect(readTextStart('/text', { signal, fetch: answering('', 404) })).rejects.toThrow('404');
});
