import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

export interface Service {
	readonly name: string;
	/** Where it answers. */
	readonly url: string;
	/** Of the process. */
	readonly pid: number;
	/** Settles when the process has ended, however it did. */
	readonly ended: Promise<{ code: number | null }>;
	/** Asks the process to end (SIGTERM) and waits until it has. Safe to call twice. */
	stop(): Promise<void>;
	/** Ends the process at once (SIGKILL), as a crash would. */
	kill(): Promise<void>;
}

export interface ServiceOptions {
	name: string;
	/** A TypeScript file that Node runs. */
	script: string;
	/** What the script is given behind its name. Default: nothing. */
	args?: readonly string[];
	env: Record<string, string>;
	/** Answers 200 once the service can be used. */
	readyUrl: string;
	/** Where what it prints is kept. */
	logFile: string;
	/** Milliseconds until a service that is not ready is given up. Default 60,000. */
	readyTimeout?: number;
	/** Gives up a start that is under way; once the service is ready, only `stop` and `kill` end it. */
	signal?: AbortSignal | undefined;
	/** How a start that is given up is ended: asked to, or at once, as by a crash. Default `SIGTERM`. */
	giveUpBy?: 'SIGTERM' | 'SIGKILL';
}

/** A service ended before it was ready; the message is what it said itself. */
export class ServiceError extends Error {
	override readonly name = 'ServiceError';
}

/** Runs a server as a process of its own and waits until it is ready. Rejects with a `ServiceError`. */
export const startService = async ({
	name,
	script,
	args = [],
	env,
	readyUrl,
	logFile,
	readyTimeout = 60_000,
	signal,
	giveUpBy = 'SIGTERM',
}: ServiceOptions): Promise<Service> => {
	signal?.throwIfAborted();
	mkdirSync(dirname(logFile), { recursive: true });
	const child = spawn(process.execPath, [script, ...args], {
		env: { ...process.env, ...env },
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	// Opened at once: a stream opens its file later, and by then a start that was given up may have lost its folder.
	const log = createWriteStream(logFile, { fd: openSync(logFile, 'w') });
	child.stdout.pipe(log, { end: false });
	child.stderr.pipe(log, { end: false });
	let complaint = '';
	child.stderr.on('data', (chunk: Buffer) => {
		complaint = `${complaint}${chunk}`.slice(-2_000);
	});

	const service = describeProcess({ name, url: new URL(readyUrl).origin }, child);
	void service.ended.then(() => log.end());
	const ready = waitUntilReady(readyUrl, readyTimeout);
	const giveUp = () => void (giveUpBy === 'SIGKILL' ? service.kill() : service.stop());
	signal?.addEventListener('abort', giveUp, { once: true });
	const early = service.ended.then(({ code }) => {
		throw new ServiceError(complaint.trim() || `The ${name} ended with code ${code}; see ${logFile}.`);
	});
	try {
		await Promise.race([ready.done, early]);
	} catch (error) {
		await service.stop();
		throw error;
	} finally {
		ready.giveUp();
		signal?.removeEventListener('abort', giveUp);
		early.catch(() => {});
	}
	return service;
};

const describeProcess = (known: Pick<Service, 'name' | 'url'>, child: ChildProcess): Service => {
	const ended = new Promise<{ code: number | null }>((resolve) => {
		// Not `exit`: what it said last may still be on its way then.
		child.once('close', (code) => resolve({ code }));
		child.once('error', () => resolve({ code: null }));
	});
	const end = async (signal: NodeJS.Signals) => {
		if (child.exitCode === null && child.signalCode === null) child.kill(signal);
		await ended;
	};
	return { ...known, pid: child.pid ?? 0, ended, stop: () => end('SIGTERM'), kill: () => end('SIGKILL') };
};

const waitUntilReady = (url: string, timeout: number) => {
	const controller = new AbortController();
	const poll = async () => {
		const deadline = Date.now() + timeout;
		while (!controller.signal.aborted) {
			const answer = await fetch(url, { signal: AbortSignal.timeout(2_000) }).catch(() => undefined);
			if (answer?.ok) return;
			if (Date.now() > deadline) throw new ServiceError(`${url} did not answer within ${timeout} ms.`);
			await delay(50);
		}
	};
	return { done: poll(), giveUp: () => controller.abort() };
};
