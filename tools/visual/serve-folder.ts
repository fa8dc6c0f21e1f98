import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';

export interface ServedFolder {
	url: string;
	stop(): Promise<void>;
}

const types: Readonly<Record<string, string>> = {
	'.html': 'text/html; charset=utf-8',
	'.js': 'text/javascript; charset=utf-8',
	'.mjs': 'text/javascript; charset=utf-8',
	'.css': 'text/css; charset=utf-8',
	'.json': 'application/json; charset=utf-8',
	'.svg': 'image/svg+xml',
	'.png': 'image/png',
	'.woff2': 'font/woff2',
	'.wasm': 'application/wasm',
};

/** Serves files on loopback, on a free port. What is not there is a 404. */
export const serveFolder = (folder: string): Promise<ServedFolder> =>
	new Promise((resolve, reject) => {
		const server = createServer(async (request, response) => {
			try {
				// Absolute before it is normalised, so that no `..` is left to climb with.
				const path = normalize(decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname));
				const body = await readFile(join(folder, path.endsWith('/') ? `${path}index.html` : path));
				const type = types[extname(path)] ?? (path.endsWith('/') ? types['.html'] : undefined);
				response.writeHead(200, {
					'content-type': type ?? 'application/octet-stream',
					// Of one build: what was loaded for one story serves the next.
					'cache-control': 'max-age=3600',
				});
				response.end(body);
			} catch {
				response.writeHead(404, { 'content-type': 'text/plain' }).end('Not found');
			}
		});
		server.once('error', reject);
		server.listen(0, '127.0.0.1', () => {
			const address = server.address();
			const port = typeof address === 'object' ? address?.port : undefined;
			resolve({
				url: `http://127.0.0.1:${port}`,
				stop: () =>
					new Promise((done) => {
						server.close(() => done());
						server.closeAllConnections();
					}),
			});
		});
	});
