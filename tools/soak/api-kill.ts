import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import getPort from 'get-port';
import { createRandom } from '../bench/statistics/random.ts';
import type { Service } from '../suite/start-service.ts';
import { soakAccount, startApiProcess } from './start-api-process.ts';

export interface ApiKillOptions {
	/** How often the API is killed. */
	rounds: number;
	/** Requests under way at a time. Default 6. */
	writers?: number;
	/** Of when it is killed. Default 1. */
	seed?: number;
	/** A PostgreSQL in place of the embedded database. */
	databaseUrl?: string | undefined;
	report?(line: string): void;
}

export interface ApiKillResult {
	rounds: number;
	/** Writes that were answered with success before a kill. */
	acknowledged: number;
	/** Writes that a kill left without an answer; each was sent again with its key. */
	interrupted: number;
	/** What was acknowledged and is not there afterwards, or there twice. Has to be empty. */
	lost: string[];
}

interface Write {
	key: string;
	email: string;
	firstName: string;
}

/**
 * Kills the API with SIGKILL in the middle of writes, again and again, and looks after each start for
 * every write that was acknowledged. What was interrupted is sent again with its `Idempotency-Key`,
 * and has to be there exactly once.
 */
export const soakApiKill = async ({
	rounds,
	writers = 6,
	seed = 1,
	databaseUrl,
	report = () => undefined,
}: ApiKillOptions): Promise<ApiKillResult> => {
	const folder = await mkdtemp(join(tmpdir(), 'flotilla-soak-'));
	const port = await getPort();
	const url = `http://127.0.0.1:${port}`;
	const random = createRandom(seed);
	const result: ApiKillResult = { rounds, acknowledged: 0, interrupted: 0, lost: [] };
	const start = () =>
		startApiProcess({
			folder,
			port,
			env: { AUTH_RATE_LIMIT: '0', ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }) },
		});

	const call = async (method: string, path: string, token: string, body?: object, key?: string) => {
		const response = await fetch(`${url}/api${path}`, {
			method,
			headers: {
				authorization: `Bearer ${token}`,
				...(body === undefined ? {} : { 'content-type': 'application/json' }),
				...(key === undefined ? {} : { 'idempotency-key': key }),
			},
			...(body === undefined ? {} : { body: JSON.stringify(body) }),
			signal: AbortSignal.timeout(30_000),
		});
		return { status: response.status, body: (await response.json()) as { code?: string; data: unknown } };
	};
	const create = (token: string, { key, email, firstName }: Write) =>
		call('POST', '/users', token, { email, firstName, lastName: 'Soak' }, key);

	/** Writes until the server is gone. */
	const writeUntilKilled = async (token: string, acknowledged: Write[], interrupted: Write[]): Promise<void> => {
		for (;;) {
			const key = randomUUID();
			const write: Write = { key, email: `${key}@soak.test`, firstName: `Name ${key.slice(0, 8)}` };
			try {
				const { status, body } = await create(token, write);
				if (status === 201) acknowledged.push(write);
				// A server that is killed answers nothing; what it does answer has to be right.
				else result.lost.push(`${write.email} was answered ${status} ${body.code}`);
			} catch {
				interrupted.push(write);
				return;
			}
		}
	};

	/** How many people of this address there are, with the name they were made with. */
	const countOf = async (token: string, { email, firstName }: Write): Promise<number> => {
		const { body } = await call('GET', `/users?search=${encodeURIComponent(email)}`, token);
		const { users } = body.data as { users: { email: string; firstName: string }[] };
		return users.filter((user) => user.email === email && user.firstName === firstName).length;
	};

	let api: Service | undefined = await start();
	try {
		for (let round = 1; round <= rounds; round += 1) {
			const token = await signIn(url);
			const acknowledged: Write[] = [];
			const interrupted: Write[] = [];
			const writing = Array.from({ length: writers }, () => writeUntilKilled(token, acknowledged, interrupted));
			await delay(20 + random() * 300);
			await api.kill();
			await Promise.all(writing);

			api = await start();
			const later = await signIn(url);
			for (const write of acknowledged) {
				const count = await countOf(later, write);
				if (count !== 1) result.lost.push(`${write.email} was acknowledged and is there ${count} times`);
			}
			for (const write of interrupted) {
				const { status, body } = await create(later, write);
				const isDone = status === 201 || body.code === 'IDEMPOTENCY_ANSWER_LOST';
				const count = await countOf(later, write);
				if (!isDone || count !== 1) {
					result.lost.push(
						`${write.email} was sent again, answered ${status} ${body.code ?? ''} and is there ${count} times`,
					);
				}
			}
			result.acknowledged += acknowledged.length;
			result.interrupted += interrupted.length;
			if (round % 10 === 0 || round === rounds) {
				report(
					`${round} of ${rounds} kills: ${result.acknowledged} acknowledged, ${result.interrupted} interrupted, ${result.lost.length} lost`,
				);
			}
		}
		return result;
	} finally {
		await api?.kill();
		await rm(folder, { recursive: true, force: true });
	}
};

const signIn = async (url: string): Promise<string> => {
	const response = await fetch(`${url}/api/auth/login`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(soakAccount),
	});
	if (!response.ok) throw new Error(`Signing in was answered ${response.status}: ${await response.text()}`);
	const { data } = (await response.json()) as { data: { token: string } };
	return data.token;
};
