// A server of one built peer and of the build after a deploy: pages and files as quickly as they can be sent, and the API
// behind them. Run by serve-variants.ts. HTTP/2, TLS, compression and caching are the registry's; hashes and policies,
// which cost a page bytes, it has none.
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import { type BuildManifest, serviceWorkerPath } from '@flotilla/contracts';
import { createLog, createServer, listen } from '@flotilla/server';
import type { FastifyReply } from 'fastify';
import { contentTypeOf } from '../../../../apps/registry/src/assets/content-type.ts';
import { precompress } from '../../../../apps/registry/src/assets/precompress.ts';
import { renderPage } from '../../../../apps/registry/src/pages/render-page.ts';
import { registerApiProxy } from '../../../../apps/registry/src/proxy/api-proxy.ts';
import { attachSocketTunnel } from '../../../../apps/registry/src/proxy/socket-tunnel.ts';
import { root } from '../../../suite/build-apps.ts';
import type { PeerPage } from '../peers/build-peer.ts';

const compressPage = promisify(brotliCompress);

const { PORT, PEER_FOLDERS, API_URL, TLS_CERT, TLS_KEY } = process.env;
if (!PORT || !PEER_FOLDERS || !API_URL || !TLS_CERT || !TLS_KEY) throw new Error('A setting of the peer is missing');

// What the shell's own pages run ahead of their code favours every variant alike.
const { bootScript } = JSON.parse(
	await readFile(join(root, 'apps/shell/dist/flotilla-build.json'), 'utf8'),
) as BuildManifest;
const log = createLog({ name: 'peer', level: 'warn' });
const app = createServer({
	log,
	tls: { cert: await readFile(TLS_CERT), key: await readFile(TLS_KEY) },
});

interface Stored {
	content: Buffer;
	type: string;
	isText: boolean;
	/** `sha256-…` */
	integrity: string;
}

const readFiles = async (folder: string): Promise<Map<string, Stored>> => {
	const files = new Map<string, Stored>();
	const assets = join(folder, 'assets');
	for (const entry of await readdir(assets, { recursive: true, withFileTypes: true })) {
		if (!entry.isFile()) continue;
		const path = join(entry.parentPath, entry.name);
		const content = await readFile(path);
		const { type, text } = contentTypeOf(path);
		const integrity = `sha256-${createHash('sha256').update(content).digest('base64')}`;
		files.set(`/assets/${path.slice(assets.length + 1)}`, { content, type, isText: text, integrity });
	}
	return files;
};

/** When it is first asked for, which the round that warms up does; builds have most files in common. */
const compressed = new Map<string, Promise<Buffer | null>>();
const compress = ({ content, isText, integrity }: Stored): Promise<Buffer | null> => {
	const known =
		compressed.get(integrity) ?? (isText ? precompress(content).then(({ brotli }) => brotli) : Promise.resolve(null));
	compressed.set(integrity, known);
	return known;
};

const toUrls = (paths: readonly string[] = []): string[] => paths.map((path) => `/assets/${path}`);

/** The page of a build for a route, as the registry compresses its own. */
const renderRoute = (page: PeerPage, id: string, prefix: string): Promise<Buffer> => {
	const route = page.routes[prefix];
	const initial = { modules: [], styles: [] };
	const shell = { app: 'shell', version: '1.0.0', build: 'peer', entry: `/assets/${page.entry}`, initial };
	const { text } = renderPage({
		composition: { id, channel: 'production', shell, remotes: [] },
		assets: {
			modules: toUrls([...new Set([...page.first.modules, ...(route?.modules ?? [])])]),
			styles: toUrls(page.first.styles),
			laterStyles: toUrls(route?.styles),
		},
		...(bootScript !== undefined && { bootScript }),
		serviceWorker: serviceWorkerPath,
	});
	const map =
		page.imports === undefined
			? ''
			: `<script type="importmap">${JSON.stringify({ imports: page.imports })}</script>\n`;
	const preload = '<link rel="modulepreload"';
	const html = text.replaceAll(' nonce="<nonce>"', '').replace(preload, `${map}${preload}`);
	return compressPage(html, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } });
};

interface PeerBuild {
	id: string;
	page: PeerPage;
	files: Map<string, Stored>;
	rendered: Map<string, Buffer>;
}
const builds: PeerBuild[] = [];
for (const [index, folder] of PEER_FOLDERS.split(':').entries()) {
	const page = JSON.parse(await readFile(join(folder, 'page.json'), 'utf8')) as PeerPage;
	builds.push({ id: `peer-${index}`, page, files: await readFiles(folder), rendered: new Map() });
}
let live = builds[0];

app.post<{ Params: { index: string } }>('/bench/serve/:index', async ({ params: { index } }, reply) => {
	live = builds[Number(index)];
	return reply.code(204).send();
});
const sendFile = async (reply: FastifyReply, file: Stored | undefined, caching: string) => {
	if (file === undefined) return reply.code(404).send();
	const brotli = await compress(file);
	if (brotli !== null) reply.header('content-encoding', 'br');
	return reply.headers({ 'content-type': file.type, 'cache-control': caching }).send(brotli ?? file.content);
};
app.get('/assets/*', ({ url }, reply) => {
	const [build = live] = [live, ...builds].filter((candidate) => candidate?.files.has(url));
	return sendFile(reply, build?.files.get(url), 'public, max-age=31536000, immutable');
});
app.get(serviceWorkerPath, (_request, reply) => {
	const worker = [...(live?.files ?? [])].find(([url]) => url.startsWith('/assets/service-worker.'));
	return sendFile(reply, worker?.[1], 'no-cache');
});
// What the service worker keeps.
app.get<{ Params: { id: string } }>('/registry/v1/compositions/:id/files', async ({ params: { id } }, reply) => {
	const build = builds.find((candidate) => candidate.id === id);
	if (build === undefined) return reply.code(404).send();
	const kept = [...build.files]
		.filter(([url]) => /\.(?:js|css|woff2)$/.test(url) && !url.startsWith('/assets/service-worker.'))
		.map(([url, { integrity, content }]) => ({ url, integrity, size: content.length }));
	return reply.header('cache-control', 'public, max-age=31536000, immutable').send({
		data: { compositionId: id, files: kept },
	});
});
app.get('/*', async ({ url }, reply) => {
	if (live === undefined) return reply.code(503).send();
	const prefix = `/${url.split(/[/?]/)[1] ?? ''}`;
	const html = live.rendered.get(prefix) ?? (await renderRoute(live.page, live.id, prefix));
	live.rendered.set(prefix, html);
	return reply
		.headers({
			'content-type': 'text/html; charset=utf-8',
			'content-encoding': 'br',
			'cache-control': 'no-cache',
			'x-flotilla-composition': live.id,
		})
		.send(html);
});
registerApiProxy(app, { upstream: API_URL });
attachSocketTunnel(app, { upstream: API_URL, trustProxy: false, log });
await listen(app, { port: Number(PORT), host: '127.0.0.1' });
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void app.close().then(() => process.exit(0)));
