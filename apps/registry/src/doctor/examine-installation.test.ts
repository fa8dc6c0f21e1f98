import { readdir, truncate } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { WebSocketServer } from 'ws';
import { remoteBuild, shellBuild } from '../testing/build-folders.ts';
import { startTestRegistry, type TestRegistry } from '../testing/start-test-registry.ts';
import { examineInstallation } from './examine-installation.ts';

const listen = async (server: Server): Promise<string> => {
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

let api: Server;
let sockets: WebSocketServer;
let apiVersion = '1.0.0';
let test: TestRegistry;
beforeAll(async () => {
	api = createServer((_request, response) => {
		response.writeHead(200, { 'content-type': 'application/json' });
		response.end(JSON.stringify({ info: { version: apiVersion } }));
	});
	sockets = new WebSocketServer({ server: api });
	test = await startTestRegistry({ apiUrl: await listen(api) });
	await test.publish(shellBuild({ serviceWorker: 'self.addEventListener("fetch", () => {});' }), '1.0.0');
	await test.publish(remoteBuild(), '1.0.0');
});
afterAll(async () => {
	await test.dispose();
	sockets.close();
	api.close();
});
beforeEach(() => {
	apiVersion = '1.0.0';
});

type Change = (path: string, answer: { status: number; headers: Headers; body: Buffer }) => void;

/** Examines the installation behind something that changes answers, as a badly set up ingress does. */
const behind = async (change: Change) => {
	const proxy = createServer(async (request: IncomingMessage, response: ServerResponse) => {
		const { host: _, ...given } = request.headers;
		const answer = await fetch(test.url + request.url, { headers: given as Record<string, string> });
		const body = Buffer.from(await answer.arrayBuffer());
		const headers = new Headers(answer.headers);
		headers.delete('content-length');
		headers.delete('transfer-encoding');
		const changed = { status: answer.status, headers, body };
		change((request.url ?? '').split('?', 1)[0] ?? '', changed);
		const encoding = headers.get('content-encoding');
		const sent =
			encoding === 'br'
				? brotliCompressSync(changed.body)
				: encoding === 'gzip'
					? gzipSync(changed.body)
					: changed.body;
		response.writeHead(changed.status, Object.fromEntries(headers)).end(sent);
	});
	// It passes no upgrade on, as many do not.
	proxy.on('upgrade', (_request, socket) => socket.destroy());
	const url = await listen(proxy);
	try {
		return await examineInstallation({ url });
	} finally {
		proxy.closeAllConnections();
		proxy.close();
	}
};
const codesOf = ({ findings }: { findings: { code: string }[] }) => [...new Set(findings.map(({ code }) => code))];

describe('the doctor', () => {
	it('finds nothing wrong with a sound installation', async () => {
		const report = await examineInstallation({ url: test.url });
		expect(report).toMatchObject({
			url: test.url,
			ok: true,
			findings: [],
			compositionId: expect.stringMatching(/^c-/),
		});
		// Five checks of each file at least.
		expect(report.checks).toBeGreaterThan(40);
	});

	it('says so when nothing answers', async () => {
		const report = await examineInstallation({ url: 'http://127.0.0.1:9' });
		expect(report).toMatchObject({ ok: false, compositionId: null, findings: [{ code: 'PAGE_UNREACHABLE' }] });
	});

	it.each<[string, string[], Change]>([
		[
			'a page that is kept',
			['PAGE_CACHED'],
			(path, { headers }) => path === '/' && headers.set('cache-control', 'max-age=60'),
		],
		[
			'a policy that was dropped',
			['POLICY_MISSING'],
			(_path, { headers }) => headers.delete('content-security-policy'),
		],
		[
			'a policy that was loosened',
			['POLICY_UNSAFE'],
			(path, { headers }) =>
				path === '/' &&
				headers.set(
					'content-security-policy',
					`${headers.get('content-security-policy')}; script-src-attr 'unsafe-inline'`,
				),
		],
		['an ETag that was dropped', ['PAGE_NOT_REVALIDATED'], (_path, { headers }) => headers.delete('etag')],
		[
			'a clock that is an hour late',
			['CLOCK_WRONG'],
			(_path, { headers }) => headers.set('date', new Date(Date.now() - 3_600_000).toUTCString()),
		],
		[
			'a file that is gone',
			['ASSET_MISSING'],
			(path, answer) => {
				if (path.includes('/vendor.')) answer.status = 404;
			},
		],
		[
			'a file with other bytes',
			['ASSET_ALTERED'],
			(path, answer) => {
				if (path.includes('/vendor.')) answer.body = Buffer.concat([answer.body, Buffer.from(' ')]);
			},
		],
		[
			'a script that is sent as text',
			['ASSET_TYPE_WRONG'],
			(path, { headers }) => path.includes('/vendor.') && headers.set('content-type', 'text/plain'),
		],
		[
			'files that are asked for again each time',
			['ASSET_NOT_IMMUTABLE'],
			(path, { headers }) => path.startsWith('/assets/') && headers.set('cache-control', 'no-cache'),
		],
		[
			'files that are sent uncompressed',
			['ASSET_NOT_COMPRESSED'],
			(path, { headers }) => path.startsWith('/assets/') && headers.delete('content-encoding'),
		],
		[
			'a page in place of what is missing',
			['MISSING_ASSET_ANSWERED'],
			(_path, answer) => {
				if (answer.status !== 404) return;
				answer.status = 200;
				answer.headers.set('content-type', 'text/html');
			},
		],
		[
			'a service worker that is kept',
			['SERVICE_WORKER_CACHED'],
			(path, { headers }) => path === '/sw.js' && headers.set('cache-control', 'public, max-age=86400'),
		],
	])('names %s', async (_what, codes, change) => {
		const report = await behind(change);
		expect(codesOf(report).toSorted()).toEqual([...codes, 'SOCKET_REFUSED'].toSorted());
	});

	it('names an API of another version, and one that is not there', async () => {
		apiVersion = '2.0.0';
		expect(codesOf(await examineInstallation({ url: test.url }))).toEqual(['API_VERSION_MISMATCH']);
		const alone = await startTestRegistry();
		try {
			const report = await examineInstallation({ url: alone.url });
			expect(report).toMatchObject({ ok: false, compositionId: null });
			expect(codesOf(report)).toEqual(['PAGE_MISSING', 'API_UNREACHABLE', 'SOCKET_REFUSED']);
		} finally {
			await alone.dispose();
		}
	});

	it('names every file that the store has lost', async () => {
		const folder = join(test.dataFolder, 'blobs');
		const blobs = await readdir(folder, { recursive: true, withFileTypes: true });
		for (const blob of blobs.filter((entry) => entry.isFile())) await truncate(join(blob.parentPath, blob.name), 1);
		const report = await examineInstallation({ url: test.url });
		expect(codesOf(report)).toEqual(['ASSET_MISSING', 'SERVICE_WORKER_WRONG']);
		expect(report.findings.filter(({ code }) => code === 'ASSET_MISSING')).toHaveLength(8);
	});
});
