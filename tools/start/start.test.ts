import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
	type AuthResponse,
	type Composition,
	compositionElementId,
	type Envelope,
	type User,
} from '@flotilla/contracts';
import getPort from 'get-port';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { root } from '../suite/build-apps.ts';

const { NODE_ENV: _, ...environment } = process.env;

const makeDataFolder = () => {
	const folder = mkdtempSync(join(tmpdir(), 'start-'));
	onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
	return folder;
};

/** `npm start` on free ports, but for what `env` says; killed with all it started when the test is over. */
const start = async (env: Record<string, string> = {}) => {
	const settings = {
		API_PORT: String(await getPort()),
		REGISTRY_PORT: String(await getPort()),
		DEMO_PASSWORD: 'a-password-for-tests',
		...env,
	};
	const child = spawn(process.execPath, [join(root, 'tools/start/main.ts')], {
		// In another folder than the checkout, and as the leader of a group that has all it starts in it.
		cwd: tmpdir(),
		detached: true,
		env: { ...environment, ...settings },
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	let output = '';
	let complaint = '';
	child.stdout.on('data', (chunk) => {
		output += chunk;
	});
	child.stderr.on('data', (chunk) => {
		complaint += chunk;
	});
	const closed = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)));
	const group = -(child.pid as number);
	const somethingRuns = () => {
		try {
			return process.kill(group, 0);
		} catch {
			return false;
		}
	};
	onTestFinished(() => {
		if (somethingRuns()) process.kill(group, 'SIGKILL');
	});
	const ended = async () => ({ code: await closed, complaint: complaint.trim(), somethingRuns: somethingRuns() });
	return {
		url: `http://127.0.0.1:${settings.REGISTRY_PORT}`,
		output: () => output,
		somethingRuns,
		ended,
		/** Settles when it says that it is ready; rejects with what it complained of when it ends before. */
		async ready() {
			const said = vi.waitUntil(() => output.includes('Flotilla is ready'), { timeout: 110_000, interval: 50 });
			await Promise.race([
				said,
				ended().then((end) => {
					throw new Error(`It ended: ${JSON.stringify(end)}\n${output}`);
				}),
			]);
		},
		/** Signals one process, or the whole group as Ctrl-C does. */
		signal: (name: NodeJS.Signals, whom: 'main' | 'all') =>
			process.kill(whom === 'all' ? group : (child.pid as number), name),
	};
};

const oneSentence = /^\w[^\n]*\.$/;

describe('what cannot be started', () => {
	it.each(['API_PORT', 'REGISTRY_PORT'])('a taken %s is one sentence, and nothing was begun', async (variable) => {
		const dataFolder = join(makeDataFolder(), 'data');
		const taken = createServer().listen(0, '127.0.0.1');
		onTestFinished(() => void taken.close());
		await vi.waitUntil(() => taken.listening);
		const { port } = taken.address() as { port: number };
		const { ended, output } = await start({ FLOTILLA_DATA: dataFolder, [variable]: String(port) });
		expect(await ended()).toEqual({
			code: 1,
			complaint: `Port ${port} is taken by another program. Stop it, or choose another port with ${variable}=<port> npm start.`,
			somethingRuns: false,
		});
		expect(output()).toBe('');
		expect(existsSync(dataFolder)).toBe(false);
	});

	it.each(['0', '65536', 'http', ''])('"%s" is no port', async (value) => {
		const { ended } = await start({ API_PORT: value });
		const { code, complaint } = await ended();
		expect([code, complaint]).toEqual([1, `API_PORT has to be a port between 1 and 65535, not "${value}".`]);
	});

	it('in production, where accounts with a public password have no place', async () => {
		const dataFolder = join(makeDataFolder(), 'data');
		const { ended } = await start({ FLOTILLA_DATA: dataFolder, NODE_ENV: 'production' });
		const { code, complaint } = await ended();
		expect(code).toBe(1);
		expect(complaint).toMatch(oneSentence);
		expect(complaint).toContain('refuses to run with NODE_ENV=production');
		expect(existsSync(dataFolder)).toBe(false);
	});
});

it('a stop while it is starting leaves nothing running', { timeout: 60_000 }, async () => {
	const dataFolder = makeDataFolder();
	const { ended, signal, somethingRuns } = await start({ FLOTILLA_DATA: dataFolder });
	await vi.waitUntil(() => existsSync(join(dataFolder, 'logs/api.log')), { timeout: 30_000 });
	signal('SIGTERM', 'main');
	expect(await ended()).toMatchObject({ code: 0, complaint: '' });
	// The processes of a build that is under way are told to end, too, but are not ours to wait for.
	await vi.waitUntil(() => !somethingRuns(), { timeout: 10_000, interval: 50 });
});

it('keeps its data to one owner and over a restart, and stops with all it started', { timeout: 240_000 }, async () => {
	const dataFolder = makeDataFolder();
	const first = await start({ FLOTILLA_DATA: dataFolder });
	await first.ready();

	const page = await readComposition(first.url);
	expect(page.remotes.map(({ app }) => app).sort()).toEqual(['auth', 'files', 'users']);
	const { user, token } = await signIn(first.url);
	const renamed = await fetch(`${first.url}/api/users/${user.id}`, {
		method: 'PATCH',
		headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
		body: JSON.stringify({ firstName: 'Changed' }),
	});
	expect(renamed.status).toBe(200);

	// Somebody else wants the same data: refused, and the first one is none the worse for it.
	const second = await start({ FLOTILLA_DATA: dataFolder });
	const refused = await second.ended();
	expect(refused).toMatchObject({ code: 1, somethingRuns: false });
	expect(refused.complaint).toMatch(oneSentence);
	expect(refused.complaint).toContain('is in use by another running server');
	expect((await signIn(first.url)).user.firstName).toBe('Changed');

	first.signal('SIGINT', 'all');
	expect(await first.ended()).toEqual({ code: 0, complaint: '', somethingRuns: false });
	expect(first.output()).toContain('Your data is kept');
	await expect(fetch(first.url)).rejects.toThrow();

	const again = await start({ FLOTILLA_DATA: dataFolder, REGISTRY_PORT: new URL(first.url).port });
	await again.ready();
	expect((await signIn(again.url)).user.firstName).toBe('Changed');
	expect(await readComposition(again.url)).toEqual(page);
	again.signal('SIGTERM', 'main');
	expect(await again.ended()).toEqual({ code: 0, complaint: '', somethingRuns: false });
});

const signIn = async (url: string) => {
	const answer = await fetch(`${url}/api/auth/login`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ email: 'admin@flotilla.test', password: 'a-password-for-tests' }),
	});
	const { data } = (await answer.json()) as Envelope<AuthResponse & { user: User }>;
	return data;
};

const readComposition = async (url: string) => {
	const html = await (await fetch(`${url}/users`, { headers: { accept: 'text/html' } })).text();
	const inlined = new RegExp(`id="${compositionElementId}"[^>]*>([^<]*)<`).exec(html)?.[1];
	return JSON.parse(inlined ?? 'null') as Composition;
};
