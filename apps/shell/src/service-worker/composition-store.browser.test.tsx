import { afterEach, expect, it, onTestFinished } from 'vitest';
import { type CompositionStoreOptions, createCompositionStore } from './composition-store.ts';

// Real caches, and a real `fetch` that looks at the hashes; the server in front of it is made up.

afterEach(async () => {
	for (const name of await caches.keys()) await caches.delete(name);
});

const sha256 = async (text: string): Promise<string> => {
	const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
	return `sha256-${btoa(String.fromCharCode(...hash))}`;
};

/** A registry with one page; `asked` are the paths of requests, oldest first. */
const createServer = () => {
	const asked: string[] = [];
	const bytes = new Map<string, string>();
	const lists = new Map<string, { url: string; integrity: string; size: number }[]>();
	let current = '';

	const server = {
		asked,
		/** What arrives in place of a file's own bytes; null: 404. */
		broken: new Map<string, string | null>(),
		online: true,
		async publish(id: string, files: Record<string, string>) {
			current = id;
			const list = [];
			for (const [name, text] of Object.entries(files)) {
				bytes.set(`/assets/${name}`, text);
				list.push({ url: `/assets/${name}`, integrity: await sha256(text), size: text.length });
			}
			lists.set(id, list);
		},
		pointAt(id: string) {
			current = id;
		},
		takeAsked: () => asked.splice(0),
		fetch: (async (input: string, init?: RequestInit) => {
			asked.push(input);
			if (!server.online) throw new TypeError('Failed to fetch');
			if (input === '/') {
				const headers = {
					'content-type': 'text/html',
					'content-security-policy': "script-src 'nonce-1'",
					etag: '"not kept"',
					'x-flotilla-composition': current,
				};
				return new Response(`page of ${current}`, { headers });
			}
			const id = /^\/registry\/v1\/compositions\/(.*)\/files$/.exec(input)?.[1];
			if (id !== undefined) return Response.json({ data: { compositionId: id, files: lists.get(id) } });
			const text = server.broken.has(input) ? server.broken.get(input) : bytes.get(input);
			if (text === undefined || text === null) return new Response(null, { status: 404 });
			const address = URL.createObjectURL(new Blob([text]));
			onTestFinished(() => URL.revokeObjectURL(address));
			return fetch(address, init);
		}) as unknown as typeof fetch,
	};
	return server;
};

const setUp = async (options: Partial<CompositionStoreOptions> = {}) => {
	const server = createServer();
	const open = () => createCompositionStore({ caches, fetch: server.fetch, ...options });
	return {
		server,
		store: open(),
		/** The worker was ended and started again: nothing is left but the caches. */
		reopen: open,
		page: async (store = open()) => (await store.newestPage())?.text(),
		files: async () => {
			const names = (await caches.keys()).filter((name) => name.includes('assets'));
			const keys = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
			return keys
				.flat()
				.map(({ url }) => new URL(url).pathname)
				.sort();
		},
	};
};

it('has every file and the page with its policy, and asks for nothing when it is asked again', async () => {
	const { server, store, reopen, files } = await setUp();
	expect(await store.newestPage()).toBeUndefined();
	await server.publish('one', { 'shell.js': 'shell', 'users.js': 'users' });
	expect(await store.prepare()).toBe('one');
	expect(await files()).toEqual(['/assets/shell.js', '/assets/users.js']);
	const page = await reopen().newestPage();
	expect(await page?.clone().text()).toBe('page of one');
	expect(page?.headers.get('content-security-policy')).toBe("script-src 'nonce-1'");
	expect(page?.headers.has('etag')).toBe(false);
	server.takeAsked();
	expect(await reopen().prepare('one')).toBe('one');
	expect(server.asked).toEqual([]);
});

it.each([
	['is missing', null],
	['has other bytes than its hash says', 'something else'],
])('is not there at all while a file %s, and goes on from where it stopped', async (_what, broken) => {
	const { server, store, reopen, page } = await setUp({ downloadsAtOnce: 1 });
	await server.publish('one', { 'a.js': 'a', 'b.js': 'b', 'c.js': 'c' });
	server.broken.set('/assets/b.js', broken);
	await expect(store.prepare('one')).rejects.toThrow();
	expect(await page()).toBeUndefined();
	server.broken.clear();
	server.takeAsked();
	await reopen().prepare('one');
	expect(server.asked.filter((path) => path.startsWith('/assets/'))).toEqual(['/assets/b.js', '/assets/c.js']);
	expect(await page()).toBe('page of one');
});

it('keeps the former page while the next one is not whole', async () => {
	const { server, store, page } = await setUp();
	await server.publish('one', { 'a.js': 'a' });
	await store.prepare();
	await server.publish('two', { 'a.js': 'a', 'b.js': 'b' });
	server.broken.set('/assets/b.js', null);
	await expect(store.prepare()).rejects.toThrow('/assets/b.js answered 404');
	expect(await page()).toBe('page of one');
	server.online = false;
	await expect(store.prepare()).rejects.toThrow('Failed to fetch');
	expect(await page()).toBe('page of one');
});

it('fetches of the next composition what it has not, keeps the one before, and drops what is older', async () => {
	const { server, store, files, page } = await setUp();
	await server.publish('one', { 'shared.js': 'shared', 'one.js': '1' });
	await store.prepare();
	server.takeAsked();
	await server.publish('two', { 'shared.js': 'shared', 'two.js': '2' });
	await store.prepare();
	expect(server.asked.filter((path) => path.startsWith('/assets/'))).toEqual(['/assets/two.js']);
	expect(await files()).toEqual(['/assets/one.js', '/assets/shared.js', '/assets/two.js']);
	await server.publish('three', { 'shared.js': 'shared', 'three.js': '3' });
	await store.prepare();
	expect(await files()).toEqual(['/assets/shared.js', '/assets/three.js', '/assets/two.js']);
	expect(await page()).toBe('page of three');
});

it('drops nothing that an open page runs', async () => {
	const { server, store, files } = await setUp({ inUse: async () => new Set(['one']) });
	for (const id of ['one', 'two', 'three', 'four']) {
		await server.publish(id, { [`${id}.js`]: id });
		await store.prepare();
	}
	expect(await files()).toEqual(['/assets/four.js', '/assets/one.js', '/assets/three.js']);
});

it('goes back with the channel, without a request for a file', async () => {
	const { server, store, page } = await setUp({ now: () => 1 });
	for (const id of ['one', 'two']) {
		await server.publish(id, { [`${id}.js`]: id });
		await store.prepare();
	}
	server.takeAsked();
	server.pointAt('one');
	expect(await store.prepare()).toBe('one');
	expect(server.asked).toEqual(['/']);
	expect(await page()).toBe('page of one');
});

it('does not serve what lost a file, and fetches that file again', async () => {
	const { server, store, page } = await setUp();
	await server.publish('one', { 'one.js': '1' });
	await store.prepare();
	await server.publish('two', { 'two.js': '2' });
	await store.prepare();
	for (const name of await caches.keys()) await (await caches.open(name)).delete('/assets/two.js');
	expect(await page()).toBe('page of one');
	server.takeAsked();
	await store.prepare('two');
	expect(server.asked).toContain('/assets/two.js');
	expect(await page()).toBe('page of two');
});

it('takes nothing of a composition that is too large', async () => {
	const { server, store, files, page } = await setUp({ maximumBytes: 10 });
	await server.publish('one', { 'a.js': '12345', 'b.js': '123456' });
	await expect(store.prepare()).rejects.toThrow('one has 11 bytes; 10 are kept at most.');
	expect(await files()).toEqual([]);
	expect(await page()).toBeUndefined();
});
