import { apiVersion, serviceWorkerPath } from '@flotilla/contracts';
import * as z from 'zod';
import type { Examination } from './finding.ts';

const openApi = z.object({ info: z.object({ version: z.string() }) });

export const examineServiceWorker = async ({ origin, ask, expect }: Examination): Promise<void> => {
	const url = origin + serviceWorkerPath;
	const response = await ask(serviceWorkerPath);
	await response?.body?.cancel();
	const type = response?.headers.get('content-type') ?? 'no content type';
	const isScript = response?.status === 200 && /^(?:text|application)\/javascript\b/.test(type);
	const message = `The service worker is answered with ${response?.status ?? 'nothing'}, ${type}.`;
	if (!expect(isScript, { code: 'SERVICE_WORKER_WRONG', message, url })) return;
	const caching = response?.headers.get('cache-control') ?? '';
	expect(/\b(?:no-cache|no-store|max-age=0)\b/.test(caching), {
		code: 'SERVICE_WORKER_CACHED',
		message: `The service worker has cache-control "${caching}": browsers keep an old one, and cannot be rid of it.`,
		url,
	});
};

export const examineApi = async ({ origin, ask, expect }: Examination): Promise<void> => {
	const path = '/api/openapi.json';
	const response = await ask(path);
	const described = openApi.safeParse(await response?.json().catch(() => undefined)).data;
	const reached = expect(response?.status === 200 && described !== undefined, {
		code: 'API_UNREACHABLE',
		message: `${path} is answered with ${response?.status ?? 'nothing'}: pages reach no API.`,
		url: origin + path,
	});
	if (!reached || described === undefined) return;
	expect(described.info.version.split('.')[0] === String(apiVersion), {
		code: 'API_VERSION_MISMATCH',
		message: `The API speaks version ${described.info.version}, and this command knows ${apiVersion}.`,
		url: origin + path,
	});
};

const opens = (url: string, timeout: number): Promise<boolean> =>
	new Promise((resolve) => {
		const socket = new WebSocket(url);
		const finish = (opened: boolean) => {
			clearTimeout(timer);
			resolve(opened);
			socket.close();
		};
		const timer = setTimeout(() => finish(false), timeout);
		socket.addEventListener('open', () => finish(true));
		socket.addEventListener('error', () => finish(false));
		socket.addEventListener('close', () => finish(false));
	});

export const examineSocket = async (
	{ origin, expect }: Examination,
	{ timeout }: { timeout: number },
): Promise<void> => {
	const url = `${origin.replace(/^http/, 'ws')}/ws`;
	expect(await opens(url, timeout), {
		code: 'SOCKET_REFUSED',
		message: 'No WebSocket can be opened: something between does not pass the upgrade on, or the API is not there.',
		url,
	});
};
