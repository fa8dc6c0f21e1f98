import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const main = fileURLToPath(new URL('./main.ts', import.meta.url));
let dataFolder: string;
beforeAll(async () => {
	dataFolder = await mkdtemp(join(tmpdir(), 'flotilla-api-main-'));
});
afterAll(() => rm(dataFolder, { recursive: true, force: true }));

type Child = ChildProcessByStdio<null, Readable, Readable>;
const start = (environment: Record<string, string> = {}): Child =>
	spawn(process.execPath, [main], {
		stdio: ['ignore', 'pipe', 'pipe'],
		env: { PATH: process.env.PATH, DATA_FOLDER: dataFolder, PORT: '0', ...environment },
	});

/** The address of a server that says it is ready. */
const readiness = async (child: Child): Promise<string> => {
	for await (const chunk of child.stdout) {
		const url = /"url":"([^"]+)"/.exec(String(chunk))?.[1];
		if (url !== undefined) return url;
	}
	throw new Error('The server ended before it was ready.');
};

/** Exit code and error output of a server that does not start. */
const failure = async (environment: Record<string, string>) => {
	const child = start(environment);
	child.stdout.resume();
	const [message, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
	return { message: message.trim(), code };
};

describe('a running server', () => {
	let child: Child;
	let url: string;
	beforeAll(async () => {
		child = start();
		url = await readiness(child);
		child.stdout.resume();
	});
	afterAll(() => child.kill('SIGKILL'));

	it('owns its data folder and its port alone', async () => {
		expect(await failure({})).toEqual({
			message: `The data folder ${join(dataFolder, 'database')} is in use by another running server.`,
			code: 1,
		});
		const { port } = new URL(url);
		const otherFolder = await mkdtemp(join(tmpdir(), 'flotilla-api-main-'));
		expect(await failure({ PORT: port, DATA_FOLDER: otherFolder })).toEqual({
			message: `Port ${port} is taken by another program.`,
			code: 1,
		});
		await rm(otherFolder, { recursive: true });
		expect((await fetch(`${url}/readyz`)).status).toBe(200);
	});

	it('gives its folder up when it is killed, and ends cleanly when it is asked to', async () => {
		child.kill('SIGKILL');
		await once(child, 'exit');
		child = start();
		await readiness(child);
		child.stdout.resume();
		child.kill('SIGTERM');
		expect(await once(child, 'exit')).toEqual([0, null]);
	});
});

describe('a server that is asked for what cannot be', () => {
	it.each([
		[{ PORT: 'many' }, 'The environment is not valid: PORT: '],
		[{ DATABASE_URL: 'mysql://here' }, 'The environment is not valid: DATABASE_URL: '],
		[{ REDIS_URL: 'http://here' }, 'The environment is not valid: REDIS_URL: '],
		[{ VAPID_SUBJECT: 'somebody' }, 'The environment is not valid: VAPID_SUBJECT: '],
		[{ REDIS_URL: 'redis://127.0.0.1:1' }, 'The Redis at REDIS_URL does not answer: '],
		[{ DATABASE_URL: 'postgres://127.0.0.1:1/none' }, 'The database at DATABASE_URL does not answer: '],
		[{ FLOTILLA_DEMO: '1', NODE_ENV: 'production' }, 'Demo mode makes accounts with a known password'],
	])('%j says so in one sentence', async (environment, sentence) => {
		const { message, code } = await failure(environment as Record<string, string>);
		expect(message).toContain(sentence);
		expect(message.split('\n')).toHaveLength(1);
		expect(code).toBe(1);
	});
});
