import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { build } from 'vite';

/** Serves the page's one script, and forwards `/api` as an ingress does: the page sees one origin. */
export const servePage = async (apiUrl: string): Promise<{ url: string; close(): Promise<void> }> => {
	const script = await bundle(new URL('page.ts', import.meta.url).pathname);
	const server = createServer((incoming, answer) => {
		if (incoming.url?.startsWith('/api/')) return forward(apiUrl, incoming, answer);
		const isScript = incoming.url === '/page.js';
		answer.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
		answer.end(
			isScript
				? script
				: '<!doctype html><link rel="icon" href="data:,"><script type="module" src="/page.js"></script>',
		);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	const port = typeof address === 'object' && address !== null ? address.port : 0;
	return {
		// A secure context, which Web Locks need.
		url: `http://localhost:${port}`,
		async close() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
};

const bundle = async (entry: string): Promise<string> => {
	const before = process.env.NODE_ENV;
	const output = await build({
		configFile: false,
		logLevel: 'error',
		build: {
			write: false,
			minify: false,
			rollupOptions: { input: entry, output: { format: 'es', codeSplitting: false } },
		},
	});
	// Building sets it for the whole process, and with it for servers that are started later.
	if (before === undefined) delete process.env.NODE_ENV;
	else process.env.NODE_ENV = before;
	const [result] = Array.isArray(output) ? output : [output];
	const chunk = result !== undefined && 'output' in result ? result.output[0] : undefined;
	if (chunk === undefined) throw new Error('The page was not bundled.');
	return chunk.code;
};

const forward = (apiUrl: string, incoming: IncomingMessage, answer: ServerResponse): void => {
	const { method, headers, url } = incoming;
	const outgoing = request(`${apiUrl}${url}`, { method, headers }, (upstream) => {
		answer.writeHead(upstream.statusCode ?? 502, upstream.headers);
		upstream.pipe(answer);
	});
	// A killed page takes its requests along, as it does before any server.
	answer.on('close', () => outgoing.destroy());
	outgoing.on('error', () => answer.destroy());
	incoming.pipe(outgoing);
};
