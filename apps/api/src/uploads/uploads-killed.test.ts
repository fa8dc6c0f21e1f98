import { type ChildProcess, spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { storedFile } from '@flotilla/contracts';
import { createTestDatabase, type TestDatabase } from '@flotilla/server/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { demoPassword } from '../testing/seeded-folder.ts';
import { sendResumable } from '../testing/send-resumable.ts';
import { readData } from '../testing/start-api.ts';

const main = fileURLToPath(new URL('../main.ts', import.meta.url));
let dataFolder: string;
let database: TestDatabase | undefined;
let child: ChildProcess | undefined;
beforeAll(async () => {
	dataFolder = await mkdtemp(join(tmpdir(), 'flotilla-killed-'));
	database = await createTestDatabase();
});
afterAll(async () => {
	child?.kill('SIGKILL');
	await database?.drop();
	await rm(dataFolder, { recursive: true, force: true });
});

/** Starts the server and resolves with its address once it answers. */
const start = async (port: string): Promise<string> => {
	const started = spawn(process.execPath, [main], {
		stdio: ['ignore', 'pipe', 'inherit'],
		env: {
			PATH: process.env.PATH,
			DATA_FOLDER: dataFolder,
			PORT: port,
			FLOTILLA_DEMO: '1',
			...(database !== undefined && { DATABASE_URL: database.url }),
		},
	});
	child = started;
	for await (const chunk of started.stdout) {
		const url = /"url":"([^"]+)"/.exec(String(chunk))?.[1];
		if (url === undefined) continue;
		started.stdout.resume();
		return url;
	}
	throw new Error('The server ended before it was ready.');
};

it('goes on after kill -9 of the server, and every byte arrives', async () => {
	const bytes = Buffer.concat([Buffer.from('\0\0\0\x18ftypisom\0\0\x02\0isomiso2', 'latin1'), randomBytes(30_000_000)]);
	const url = await start('0');
	const answer = await fetch(`${url}/api/auth/login`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ email: 'member@flotilla.test', password: demoPassword, refreshTokenDelivery: 'body' }),
	});
	const { token } = await readData<{ token: string }>(answer);
	let requests = 0;
	const offsets: string[] = [];
	const sent = await sendResumable({ url }, bytes, {
		token,
		name: 'long.mp4',
		type: 'video/mp4',
		chunkSize: 4_000_000,
		retryDelays: Array.from({ length: 200 }, () => 100),
		async onBeforeRequest(request) {
			requests += 1;
			if (request.getMethod() === 'PATCH') offsets.push(request.getHeader('Upload-Offset') ?? '');
			if (requests !== 4) return;
			child?.kill('SIGKILL');
			if (child !== undefined) await once(child, 'exit');
			await start(new URL(url).port);
		},
	});
	expect(sent.isComplete).toBe(true);
	expect(offsets).toContain('8000000');
	const file = storedFile.parse(
		await readData(await fetch(`${url}/api/files/${sent.id}`, { headers: { authorization: `Bearer ${token}` } })),
	);
	expect(file.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
	const download = await fetch(`${url}${file.url}`);
	expect(Buffer.from(await download.arrayBuffer()).equals(bytes)).toBe(true);
});
