import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { Redis } from 'ioredis';

export interface TestRedis {
	url: string;
	/** Stops it without a word, as a crash would; undefined for one that is not ours. */
	kill: (() => Promise<void>) | undefined;
	/** Starts it again on the same port. */
	restart(): Promise<void>;
	stop(): Promise<void>;
}

const program = 'redis-server';

/** Whether the tests can have a Redis: the one at `TEST_REDIS_URL`, or one of this machine. */
export const hasRedis: boolean =
	process.env.TEST_REDIS_URL !== undefined || spawnSync(program, ['--version']).status === 0;

const freePort = async (): Promise<number> => {
	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const address = server.address();
	server.close();
	await once(server, 'close');
	if (address === null || typeof address === 'string') throw new Error('There is no free port.');
	return address.port;
};

const waitUntilReady = async (url: string): Promise<void> => {
	const client = new Redis(url, { retryStrategy: () => 20, maxRetriesPerRequest: null });
	client.on('error', () => undefined);
	await client.ping();
	client.disconnect();
};

/** A Redis of its own that keeps nothing, or the one at `TEST_REDIS_URL`. */
export const startRedis = async (): Promise<TestRedis> => {
	const given = process.env.TEST_REDIS_URL;
	if (given !== undefined) {
		return { url: given, kill: undefined, restart: async () => undefined, stop: async () => undefined };
	}
	const port = await freePort();
	const url = `redis://127.0.0.1:${port}`;
	let child: ChildProcess;
	const start = async () => {
		const options = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
		child = spawn(program, options, { stdio: 'ignore', cwd: '/' });
		await waitUntilReady(url);
	};
	const kill = async () => {
		if (child.exitCode !== null || child.signalCode !== null) return;
		child.kill('SIGKILL');
		await once(child, 'exit');
		await delay(0);
	};
	await start();
	return { url, kill, restart: start, stop: kill };
};
