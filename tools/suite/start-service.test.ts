import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import getPort from 'get-port';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { ServiceError, type ServiceOptions, startService } from './start-service.ts';

/** Runs this source as a service; `PORT` is where it is looked for. */
const run = async (source: string, options: Partial<ServiceOptions> = {}) => {
	const folder = mkdtempSync(join(tmpdir(), 'service-'));
	onTestFinished(() => rmSync(folder, { recursive: true }));
	const script = join(folder, 'main.mjs');
	// Its own id, so that a test can see whether it is still there.
	writeFileSync(
		script,
		`import { writeFileSync } from 'node:fs';
writeFileSync(${JSON.stringify(join(folder, 'pid'))}, String(process.pid));
${source}`,
	);
	const port = await getPort();
	const url = `http://127.0.0.1:${port}`;
	const starting = startService({
		name: 'thing',
		script,
		env: { PORT: String(port) },
		readyUrl: `${url}/readyz`,
		logFile: join(folder, 'logs/thing.log'),
		...options,
	});
	starting.catch(() => {});
	return {
		starting,
		url,
		began: () => existsSync(join(folder, 'pid')),
		isRunning() {
			try {
				const pid = Number(readFileSync(join(folder, 'pid'), 'utf8'));
				// Whoever was ended while it wrote has left an empty file; 0 would be this process's own group.
				return pid > 0 && process.kill(pid, 0);
			} catch {
				return false;
			}
		},
		log: () => readFileSync(join(folder, 'logs/thing.log'), 'utf8'),
	};
};

const answers = (status = 200) =>
	`import { createServer } from 'node:http';
const server = createServer((request, response) => response.writeHead(${status}).end(request.url)).listen(process.env.PORT, '127.0.0.1');`;
const stubborn = `${answers()} process.on('SIGTERM', () => {});`;

describe('a service that becomes ready', () => {
	it('is there, and what it says is kept', async () => {
		const { starting, url, isRunning, log } = await run(`console.log('listening'); ${answers()}`);
		const service = await starting;
		onTestFinished(() => service.kill());
		expect([service.name, service.url]).toEqual(['thing', url]);
		expect(await (await fetch(`${url}/hello`)).text()).toBe('/hello');
		expect(isRunning()).toBe(true);
		await vi.waitFor(() => expect(log()).toBe('listening\n'));
	});

	it('ends when it is asked to, however often', async () => {
		const { starting, isRunning } = await run(`${answers()} process.on('SIGTERM', () => process.exit(3));`);
		const service = await starting;
		await Promise.all([service.stop(), service.stop()]);
		expect(await service.ended).toEqual({ code: 3 });
		expect(isRunning()).toBe(false);
		await service.stop();
	});

	it('ends at once, as by a crash, even where it would not end when asked', async () => {
		const { starting, isRunning } = await run(stubborn);
		const service = await starting;
		await service.kill();
		expect(await service.ended).toEqual({ code: null });
		expect(isRunning()).toBe(false);
	});

	it('is not ended by a start that is given up too late', async () => {
		const life = new AbortController();
		const { starting, isRunning } = await run(answers(), { signal: life.signal });
		const service = await starting;
		onTestFinished(() => service.kill());
		life.abort();
		expect((await fetch(service.url)).status).toBe(200);
		expect(isRunning()).toBe(true);
	});
});

describe('a service that does not become ready', () => {
	it('is told by its own last words', async () => {
		const { starting } = await run(`console.error('The folder is in use.'); process.exitCode = 1;`);
		await expect(starting).rejects.toThrow(new ServiceError('The folder is in use.'));
	});

	it('without a word is told by its code and its log', async () => {
		const { starting } = await run('process.exitCode = 7;');
		await expect(starting).rejects.toThrow(/^The thing ended with code 7; see .+\/logs\/thing\.log\.$/);
	});

	it.each([
		['that does not answer', 'setInterval(() => {}, 1000);'],
		['that answers that it is not', answers(503)],
	])('%s is ended when its time is over', async (_what, source) => {
		const { starting, isRunning, url } = await run(source, { readyTimeout: 300 });
		await expect(starting).rejects.toThrow(new ServiceError(`${url}/readyz did not answer within 300 ms.`));
		expect(isRunning()).toBe(false);
	});

	it('is ended when the start is given up', async () => {
		const life = new AbortController();
		const { starting, isRunning, began } = await run('setInterval(() => {}, 1000);', { signal: life.signal });
		await vi.waitUntil(began);
		life.abort();
		await expect(starting).rejects.toThrow(ServiceError);
		expect(isRunning()).toBe(false);
	});

	it('is not begun when the start had been given up before', async () => {
		const { starting, began } = await run(answers(), { signal: AbortSignal.abort() });
		await expect(starting).rejects.toMatchObject({ name: 'AbortError' });
		expect(began()).toBe(false);
	});
});
