import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { AuthResponse, StoredFile, User } from '@flotilla/contracts';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { type Follower, followEvents } from './follow-events.ts';
import { password, startNodes, type Topology } from './start-nodes.ts';

let topology: Topology;
let token: string;
let user: User;
const followers: Follower[] = [];

beforeAll(async () => {
	topology = await startNodes({ env: inject('scaleEnvironment') });
	({ token, user } = await signIn(topology.url));
}, 120_000);
afterAll(() => topology.stop());
afterEach(() => {
	for (const follower of followers.splice(0)) follower.stop();
});

interface Answer<T> {
	status: number;
	data: T;
	code?: string;
}

const call = async <T>(
	url: string,
	path: string,
	{
		method = 'GET',
		json,
		key,
		body,
		as = token,
	}: { method?: string; json?: object; key?: string; body?: FormData; as?: string } = {},
): Promise<Answer<T>> => {
	const payload = body ?? (json && JSON.stringify(json));
	const response = await fetch(`${url}/api${path}`, {
		method,
		headers: {
			authorization: `Bearer ${as}`,
			// A connection of its own each time: the balancer gives every request another node.
			connection: 'close',
			...(json === undefined ? {} : { 'content-type': 'application/json' }),
			...(key === undefined ? {} : { 'idempotency-key': key }),
		},
		...(payload === undefined ? {} : { body: payload }),
		signal: AbortSignal.timeout(20_000),
	});
	return { status: response.status, ...((await response.json()) as { data: T; code?: string }) };
};

const signIn = async (url: string): Promise<AuthResponse> => {
	const json = { email: 'admin@flotilla.test', password };
	return (await call<AuthResponse>(url, '/auth/login', { method: 'POST', json, as: '' })).data;
};

const rename = (url: string, firstName: string, key?: string) =>
	call<User>(url, `/users/${user.id}`, { method: 'PATCH', json: { firstName }, ...(key === undefined ? {} : { key }) });

const follow = async (url: string): Promise<Follower> => {
	const follower = await followEvents(url, token);
	followers.push(follower);
	return follower;
};

const positionNow = async () => (await signIn(topology.url)).position.offset;

describe('three nodes', () => {
	it('tell the sockets of all of what was written on one', async () => {
		const all = await Promise.all(topology.nodes.map(({ url }) => follow(url)));
		for (const [index, { url }] of topology.nodes.entries()) {
			expect((await rename(url, `Written on ${index}`)).status).toBe(200);
		}
		const last = await positionNow();
		await Promise.all(all.map((follower) => follower.reached(last)));
		const [first, ...others] = all;
		expect(first?.offsets.length).toBeGreaterThanOrEqual(3);
		for (const other of others) expect(other.offsets).toEqual(first?.offsets);
	});

	it('end a session everywhere, and know a token of each other', async () => {
		const [first, second, third] = topology.nodes;
		if (!first || !second || !third) throw new Error('There are three nodes.');
		const other = await signIn(first.url);
		expect((await call(second.url, '/auth/me', { as: other.token })).status).toBe(200);
		const follower = await followEvents(second.url, other.token);
		followers.push(follower);
		const { data: sessions } = await call<{ sessions: { id: string; current: boolean }[] }>(
			third.url,
			'/auth/sessions',
			{
				as: other.token,
			},
		);
		const mine = sessions.sessions.find(({ current }) => current);
		expect((await call(third.url, `/auth/sessions/${mine?.id}`, { method: 'DELETE', as: other.token })).status).toBe(
			200,
		);
		await expect.poll(() => follower.reconnects, { timeout: 5000 }).toBeGreaterThan(0);
		await expect
			.poll(async () => (await call(second.url, '/auth/me', { as: other.token })).status, { timeout: 5000 })
			.toBe(401);
	});

	it('serve each other’s files', async () => {
		const [first, second] = topology.nodes;
		if (!first || !second) throw new Error('There are three nodes.');
		const bytes = `A text of its own: ${randomBytes(16).toString('hex')}`;
		const body = new FormData();
		body.append('file', new Blob([bytes], { type: 'text/plain' }), 'note.txt');
		const uploaded = await call<StoredFile>(first.url, '/files/upload', { method: 'POST', body });
		expect(uploaded.status).toBeLessThan(300);
		const content = await fetch(`${second.url}${uploaded.data.url}`);
		expect(await content.text()).toBe(bytes);
	});

	it('carry a repeated request out once, whichever of them gets it', async () => {
		const key = randomUUID();
		const { version } = (await call<User>(topology.url, `/users/${user.id}`)).data;
		const answers = await Promise.all(
			Array.from({ length: 12 }, (_, index) => rename(topology.nodes[index % 3]?.url ?? '', 'Only once', key)),
		);
		expect(answers.every(({ status, code }) => status === 200 || code === 'IDEMPOTENCY_IN_PROGRESS')).toBe(true);
		expect((await call<User>(topology.url, `/users/${user.id}`)).data.version).toBe(version + 1);
	});
});

describe('a node that is lost', () => {
	interface Written {
		names: Set<string>;
		failures: string[];
	}
	/** Creates people through the balancer until told to stop; each write is repeated with its key until it is answered. */
	const writeOn = async (written: Written, signal: AbortSignal) => {
		while (!signal.aborted) {
			const key = randomUUID();
			const json = { email: `${key}@scale.test`, firstName: 'Scale', lastName: 'Test' };
			for (let attempt = 0; ; attempt += 1) {
				try {
					const { status, code } = await call(topology.url, '/users', { method: 'POST', json, key });
					if (status === 201 || code === 'IDEMPOTENCY_ANSWER_LOST') {
						written.names.add(json.email);
						break;
					}
					// A claim of the node that was killed is free after its lease; one that shuts down says so.
					if (code !== 'IDEMPOTENCY_IN_PROGRESS' && code !== 'SHUTTING_DOWN') {
						written.failures.push(`${status} ${code}`);
						break;
					}
				} catch (error) {
					if (attempt > 50) {
						written.failures.push(String(error));
						break;
					}
				}
				await delay(200);
			}
		}
	};

	const expectNothingLost = async (written: Written, all: readonly Follower[]) => {
		expect(written.failures).toEqual([]);
		expect(written.names.size).toBeGreaterThan(20);
		const { data } = await call<{ users: User[]; pagination: { total: number } }>(
			topology.url,
			'/users?search=scale.test&limit=100',
		);
		expect(data.pagination.total).toBeGreaterThanOrEqual(written.names.size);
		for (const email of written.names) {
			const found = await call<{ users: User[] }>(topology.url, `/users?search=${email}`);
			expect(
				found.data.users.filter((row) => row.email === email),
				email,
			).toHaveLength(1);
		}
		const last = await positionNow();
		for (const follower of all) {
			await follower.reached(last);
			expect(follower.gaps).toEqual([]);
			const [start = 0] = follower.offsets;
			// Every event once, in order, without a hole: all of these are for an administrator.
			expect(follower.offsets).toEqual(follower.offsets.map((_, index) => start + index));
		}
	};

	it('loses nothing that was acknowledged, and its clients go on elsewhere without a gap', {
		timeout: 120_000,
	}, async () => {
		const all = await Promise.all(Array.from({ length: 6 }, () => follow(topology.url)));
		const written: Written = { names: new Set(), failures: [] };
		const controller = new AbortController();
		const writers = Array.from({ length: 4 }, () => writeOn(written, controller.signal));
		for (const node of topology.nodes) {
			await delay(700);
			await node.kill();
			await delay(700);
			await node.restart();
		}
		controller.abort();
		await Promise.all(writers);
		expect(all.reduce((sum, { reconnects }) => sum + reconnects, 0)).toBeGreaterThan(0);
		await expectNothingLost(written, all);
	});

	it('may be asked to end in the middle of work: it finishes what it began', { timeout: 120_000 }, async () => {
		const all = await Promise.all(Array.from({ length: 3 }, () => follow(topology.url)));
		const written: Written = { names: new Set(), failures: [] };
		const controller = new AbortController();
		const writers = Array.from({ length: 4 }, () => writeOn(written, controller.signal));
		for (const node of topology.nodes) {
			await delay(400);
			await node.stop();
			await node.restart();
		}
		controller.abort();
		await Promise.all(writers);
		await expectNothingLost(written, all);
	});
});
