import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { stripTypeScriptTypes } from 'node:module';
import { join, normalize } from 'node:path';
import { type DevBuild, type WatchedBuild, watchBuild } from './dev-build.ts';
import { forward, forwardUpgrade } from './forward.ts';
import { rewritePage } from './rewrite-page.ts';

interface ServeOptions {
	remotes: readonly string[];
	port: number;
	/** The origin that everything else is taken from. */
	registry: string;
	report: (line: string) => void;
}

interface Worked {
	watched: WatchedBuild;
	newest: DevBuild;
	pages: Set<ServerResponse>;
	/** The script that pages load as its entry, and its hash. */
	live: string;
	integrity: string;
}

const types: Readonly<Record<string, string>> = { js: 'text/javascript', css: 'text/css', map: 'application/json' };
const noStore = { 'cache-control': 'no-store' };

/**
 * Serves a registry's pages with these remotes taken from this checkout, on `localhost` alone. A change is built, and
 * pages that are open show it without a reload. Resolves once every remote was built. Answers how to stop.
 */
export const serveInShell = async ({ remotes, port, registry, report }: ServeOptions): Promise<() => Promise<void>> => {
	const source = stripTypeScriptTypes(await readFile(join(import.meta.dirname, 'live-entry.ts'), 'utf8'));
	const worked = new Map<string, Worked>();
	const origin = `http://localhost:${port}`;

	const watch = (app: string) =>
		new Promise<void>((resolve) => {
			const onBuilt = async (build: DevBuild) => {
				const known = worked.get(app);
				if (known === undefined) {
					const live = `const base = ${JSON.stringify(`/dev/${app}/`)};\n${source}`;
					const integrity = `sha256-${createHash('sha256').update(live).digest('base64')}`;
					worked.set(app, { watched: await watching, newest: build, pages: new Set(), live, integrity });
					return resolve();
				}
				const reload = JSON.stringify(known.newest.manifest) !== JSON.stringify(build.manifest);
				known.newest = build;
				for (const page of known.pages) page.write(`data: ${JSON.stringify({ entry: build.entry, reload })}\n\n`);
				report(`Built ${app} in ${Math.round(build.took)} ms${reload ? ', with another manifest' : ''}`);
			};
			const watching = watchBuild({ app, onBuilt: (build) => void onBuilt(build), onFailed: report });
		});
	await Promise.all(remotes.map(watch));

	/** What is below `/dev/<remote>/`. */
	const serveOwn = async (app: Worked, path: string, response: ServerResponse): Promise<void> => {
		if (path === 'entry.js') {
			response.writeHead(200, { 'content-type': 'text/javascript', ...noStore }).end(app.live);
		} else if (path === 'newest') {
			response.writeHead(200, { 'content-type': 'application/json', ...noStore }).end(JSON.stringify(app.newest));
		} else if (path === 'events') {
			response.writeHead(200, { 'content-type': 'text/event-stream', ...noStore }).write(': here\n\n');
			app.pages.add(response);
			response.once('close', () => app.pages.delete(response));
		} else {
			const file = normalize(`/${path}`);
			const bytes = await readFile(join(app.watched.folder, file)).catch(() => undefined);
			const type = types[file.split('.').at(-1) ?? ''] ?? 'application/octet-stream';
			if (bytes === undefined) response.writeHead(404, noStore).end();
			else response.writeHead(200, { 'content-type': type, ...noStore }).end(bytes);
		}
	};

	const servePage = async (path: string, request: IncomingMessage, response: ServerResponse): Promise<void> => {
		const { 'accept-language': language = 'en' } = request.headers;
		const page = await fetch(`${registry}${path}`, { headers: { accept: 'text/html', 'accept-language': language } });
		const html = rewritePage(
			await page.text(),
			[...worked].map(([name, { newest, integrity }]) => ({
				...{ name, manifest: newest.manifest, integrity },
				entry: `/dev/${name}/entry.js`,
			})),
		);
		// Its hashes are those of what is published; what is worked on has none that would stay.
		const policy = page.headers.get('content-security-policy')?.replaceAll(new URL(registry).host, `localhost:${port}`);
		response
			.writeHead(page.status, {
				'content-type': 'text/html; charset=utf-8',
				...(policy && { 'content-security-policy': policy }),
				...noStore,
			})
			.end(html);
	};

	const answer: RequestListener = (request, response) => {
		const path = request.url ?? '/';
		const [, section, name = '', ...rest] = path.split('?', 1)[0]?.split('/') ?? [];
		const own = section === 'dev' ? worked.get(name) : undefined;
		const wantsPage = request.method === 'GET' && request.headers['sec-fetch-dest'] === 'document';
		const done =
			own !== undefined
				? serveOwn(own, rest.join('/'), response)
				: wantsPage && !['api', 'assets', 'registry'].includes(section ?? '')
					? servePage(path, request, response)
					: forward(request, response, { registry, origin });
		done.catch((error: unknown) => {
			report(`${registry} does not answer: ${error instanceof Error ? error.message : error}`);
			if (!response.headersSent) response.writeHead(502, { 'content-type': 'text/plain', ...noStore });
			response.end(`${registry} does not answer.`);
		});
	};

	const server = createServer(answer);
	server.on('upgrade', (request, socket, head) => forwardUpgrade(request, socket, head, { registry, origin }));
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, 'localhost', resolve);
	});
	return async () => {
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
		await Promise.all([...worked.values()].map(({ watched }) => watched.close()));
	};
};
