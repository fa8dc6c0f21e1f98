import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import getPort from 'get-port';
import { root } from '../../suite/build-apps.ts';
import { type Service, startService } from '../../suite/start-service.ts';

export const account = { email: 'admin@flotilla.test', password: 'a-password-for-the-bench' };

/** Starts `script`, a server that answers `/healthz`, on a free port. */
export const startBenchService = async ({
	name,
	script,
	folder,
	env,
}: {
	name: string;
	script: string;
	/** For its log. */
	folder: string;
	env: Record<string, string>;
}): Promise<Service> => {
	const port = await getPort();
	return startService({
		name,
		script: join(root, script),
		env: { PORT: String(port), LOG_LEVEL: 'warn', AUTH_RATE_LIMIT: '0', ...env },
		readyUrl: `http://127.0.0.1:${port}/healthz`,
		logFile: join(folder, `${name}.log`),
	});
};

/** The API on the data in `<folder>/<name>`, with the demo's accounts. */
export const startBenchApi = (folder: string, name: string, env: Record<string, string> = {}): Promise<Service> =>
	startBenchService({
		name,
		script: 'apps/api/src/main.ts',
		folder,
		env: { DATA_FOLDER: join(folder, name), FLOTILLA_DEMO: '1', DEMO_PASSWORD: account.password, ...env },
	});

export const signIn = async (url: string): Promise<{ token: string; user: { id: string } }> => {
	const response = await fetch(`${url}/api/auth/login`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(account),
	});
	if (!response.ok) throw new Error(`Signing in was answered ${response.status}.`);
	return ((await response.json()) as { data: { token: string; user: { id: string } } }).data;
};

/** Resident memory of a process of this machine, now and at its highest, in MB. Linux only. */
export const memoryOf = async (pid: number): Promise<{ now: number; peak: number }> => {
	const status = await readFile(`/proc/${pid}/status`, 'utf8');
	const read = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? 0) / 1024;
	return { now: read('VmRSS'), peak: read('VmHWM') };
};
