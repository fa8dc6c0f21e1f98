import { randomBytes } from 'node:crypto';
import { brotliDecompressSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { prepareBrotli } from './prepare-brotli.ts';

const nonce = () => randomBytes(16).toString('base64');
const pieces = [
	'<!doctype html>\n<html lang="de">\n<head>\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n<script nonce="',
	'">self.grüße = 1;</script><script type="importmap" nonce="',
	'">{}</script><style nonce="',
	`">${'.a{color:red}'.repeat(200)}</style><script nonce="`,
	'" src="/assets/shell/main.js"></script>\n',
];

it('gives the page with any nonce, and smaller than it is', async () => {
	const prepared = await prepareBrotli(pieces);
	for (let count = 0; count < 500; count += 1) {
		const value = nonce();
		const bytes = prepared?.withNonce(value) ?? Buffer.alloc(0);
		expect(brotliDecompressSync(bytes).toString()).toBe(pieces.join(value));
		expect(bytes.length).toBeLessThan(350);
	}
});

it('leaves a nonce of another form to whoever compresses the whole', async () => {
	const prepared = await prepareBrotli(pieces);
	for (const other of ['', 'short', 'A'.repeat(24), `${'A'.repeat(21)}"==`])
		expect(prepared?.withNonce(other)).toBeNull();
});

it('has nothing to prepare for a page without a nonce, and keeps a nonce at the very beginning or end', async () => {
	expect(await prepareBrotli(['<p>Nothing</p>'])).toBeNull();
	for (const edges of [
		['', 'text'],
		['text', ''],
		['', ''],
		['', '', ''],
	]) {
		const prepared = await prepareBrotli(edges);
		const value = nonce();
		// What could not be prepared is null, which is as fine.
		const bytes = prepared?.withNonce(value);
		if (bytes) expect(brotliDecompressSync(bytes).toString()).toBe(edges.join(value));
	}
});

it('is right for pages of every length, also where they hold pieces of the nonce itself', async () => {
	for (let length = 0; length < 3_000; length += 397) {
		const value = nonce();
		const text = randomBytes(length).toString('base64');
		const prepared = await prepareBrotli([text, `">${value}${text}`, `== ${text}`]);
		const bytes = prepared?.withNonce(value);
		if (bytes)
			expect(brotliDecompressSync(bytes).toString()).toBe([text, `">${value}${text}`, `== ${text}`].join(value));
	}
});
