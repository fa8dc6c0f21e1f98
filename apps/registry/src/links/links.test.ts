import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { ReadSecret } from '../database/secret-store.ts';
import { remoteBuild, shellBuild } from '../testing/build-folders.ts';
import { startTestRegistry, type TestRegistry } from '../testing/start-test-registry.ts';
import { createLinkSigner } from './link-signer.ts';

let test: TestRegistry;
const live = remoteBuild({ app: 'users' });
const preview = remoteBuild({ app: 'users', text: 'preview' });
beforeAll(async () => {
	test = await startTestRegistry();
	await test.publish(shellBuild(), '1.0.0');
	await test.publish(live, '1.0.0');
	await test.publish(preview, '1.5.0-pr.42', { channel: 'pr-42' });
	await test.publish(remoteBuild({ app: 'files' }), '1.0.0');
});
afterAll(() => test.dispose());

const open = (address: string) => fetch(`${test.url}${address}`, { headers: { accept: 'text/html' } });
const compositionIn = (html: string) =>
	JSON.parse(/id="flotilla-composition">(.*)<\/script>/.exec(html)?.[1] ?? 'null') as {
		id: string;
		remotes: { app: string; version: string; entry: string }[];
		preview?: { app: string; version: string; expiresAt: string };
	};
const link = (changes: object = {}) =>
	test.client.createLink({ app: 'users', version: '1.5.0-pr.42', expiresIn: 3_600, ...changes });
const entryOf = ({ manifest }: typeof live) => `/assets/users/${manifest.entry}`;

describe('a link', () => {
	it('shows its build on top of the channel, and says so to the page', async () => {
		const { address, expiresAt } = await link();
		expect(address).toMatch(/^\/users\?flotilla-link=/);
		const answer = await open(address);
		expect(answer.status).toBe(200);
		const html = await answer.text();
		const { id, remotes, preview: told } = compositionIn(html);
		expect(remotes.map(({ app, version }) => `${app} ${version}`)).toEqual(['files 1.0.0', 'users 1.5.0-pr.42']);
		expect(told).toEqual({ app: 'users', version: '1.5.0-pr.42', expiresAt });
		expect(answer.headers.get('x-flotilla-composition')).toBe(id);
		expect(html).toMatch(new RegExp(`"${entryOf(preview)}":"sha256-`));
		expect(html).toContain(`href="${entryOf(preview)}" integrity=`);
		// What a page reports names its composition: it can be looked up.
		expect((await fetch(`${test.url}/registry/v1/compositions/${id}`)).status).toBe(200);
	});

	it('is for nobody else: no cache keeps its page, no service worker, and others get the channel as it is', async () => {
		const { address } = await link();
		const answer = await open(address);
		expect(answer.headers.get('cache-control')).toBe('private, no-store');
		expect(answer.headers.has('etag')).toBe(false);
		expect(answer.headers.get('x-robots-tag')).toBe('noindex');
		expect(await answer.text()).not.toContain('flotilla-service-worker');
		const others = compositionIn(await (await open('/users')).text());
		expect(others.preview).toBeUndefined();
		expect(others.remotes.find(({ app }) => app === 'users')?.version).toBe('1.0.0');
		expect(await test.client.channel('production')).toMatchObject({ revision: 3 });
	});

	it('opens the page it is asked for, and follows what the channel does meanwhile', async () => {
		const { address } = await link({ path: '/files?tab=shared' });
		expect(address).toMatch(/^\/files\?tab=shared&flotilla-link=/);
		await test.publish(remoteBuild({ app: 'files', text: 'newer' }), '1.1.0');
		const { remotes } = compositionIn(await (await open(address)).text());
		expect(remotes.map(({ version }) => version)).toEqual(['1.1.0', '1.5.0-pr.42']);
	});

	const alterations: [string, (token: string) => string][] = [
		['another version', (token) => changed(token, { version: '9.9.9' })],
		['another app', (token) => changed(token, { app: 'files' })],
		['a later end', (token) => changed(token, { expires: 9_999_999_999 })],
		['another signature', (token) => `${token.slice(0, -2)}AA`],
		['the last bits of its last letter changed', (token) => `${token.slice(0, -1)}${otherLetter(token.at(-1) ?? '')}`],
		['no signature', (token) => token.split('.')[0] ?? ''],
		['nothing', () => ''],
		['its token twice', (token) => `${token}&flotilla-link=${token}`],
	];
	it.each(alterations)('with %s shows a page with the code, and not the build', async (_name, alter) => {
		const { address } = await link();
		const token = address.split('=')[1] ?? '';
		const answer = await open(`/users?flotilla-link=${alter(token)}`);
		expect(answer.status).toBe(410);
		expect(answer.headers.get('cache-control')).toBe('private, no-store');
		expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
		const html = await answer.text();
		expect(html).toContain('LINK_INVALID');
		expect(html).not.toContain('<script');
	});

	it('that has run out shows a page with the code, and not the build', async () => {
		const { address, expiresAt } = await link({ expiresIn: 60 });
		// Time alone: what the server waits for goes on.
		vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(expiresAt) });
		try {
			const answer = await open(address);
			expect(answer.status).toBe(410);
			const html = await answer.text();
			expect(html).toContain('LINK_EXPIRED');
			expect(html).not.toContain('<script');
		} finally {
			vi.useRealTimers();
		}
	});

	it('cannot be made for longer than a link may work, for what is not published, or to lead elsewhere', async () => {
		await expect(link({ expiresIn: 31 * 86_400 })).rejects.toMatchObject({ code: 'VALIDATION_FAILED' });
		await expect(link({ version: '9.9.9' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
		for (const path of ['//evil.example', '/\\evil.example', 'https://evil.example', 'users']) {
			await expect(link({ path }), path).rejects.toMatchObject({ code: 'VALIDATION_FAILED' });
		}
	});

	it('is no way around the checks of a promotion', async () => {
		await test.publish(remoteBuild({ app: 'users', consumes: { react: '^18.0.0' } }), '3.0.0', { channel: 'old' });
		await expect(link({ version: '3.0.0' })).rejects.toMatchObject({ code: 'SHARED_RANGE_UNMET' });
		const { address } = await link({ app: 'files', version: '1.0.0' });
		await test.publish(shellBuild({ react: '19.4.0', text: 'newer' }), '1.1.0');
		expect((await open(address)).status).toBe(200);
	});
});

describe('the signer of links', () => {
	const secret: ReadSecret = async () => Buffer.alloc(32, 7);
	const signer = (options: { channel?: string; now?: () => number; secret?: ReadSecret } = {}) =>
		createLinkSigner({ secret, channel: 'production', maximumDays: 30, now: () => 1_000_000_000_000, ...options });

	it('takes a link until its last second', async () => {
		const { token, expiresAt } = await signer().sign({ app: 'users', version: '1.0.0', expiresIn: 60 });
		expect(expiresAt).toBe('2001-09-09T01:47:40.000Z');
		expect(await signer({ now: () => 1_000_000_059_999 }).read(token)).toMatchObject({ app: 'users' });
		await expect(signer({ now: () => 1_000_000_060_000 }).read(token)).rejects.toMatchObject({ code: 'LINK_EXPIRED' });
	});

	it('takes none of another registry, and none for another channel', async () => {
		const { token } = await signer().sign({ app: 'users', version: '1.0.0', expiresIn: 60 });
		const others = [signer({ secret: async () => Buffer.alloc(32, 8) }), signer({ channel: 'staging' })];
		for (const other of others) await expect(other.read(token)).rejects.toMatchObject({ code: 'LINK_INVALID' });
	});
});

const changed = (token: string, changes: object): string => {
	const [content = '', signature] = token.split('.');
	const said = JSON.parse(Buffer.from(content, 'base64url').toString()) as object;
	return `${Buffer.from(JSON.stringify({ ...said, ...changes })).toString('base64url')}.${signature}`;
};

/** A letter of base64url that differs in its lowest bit, which a decoder drops at the end of 32 bytes. */
const otherLetter = (letter: string): string => {
	const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
	return letters[letters.indexOf(letter) ^ 1] ?? '';
};
