import { once } from 'node:events';
import { createServer, request as forward } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { join } from 'node:path';
import { build, type Rolldown } from 'vite';

export interface TabServer {
	url: string;
	stop(): Promise<void>;
}

/** The script of the tabs and what it loads on demand, by name. */
const bundle = async (): Promise<ReadonlyMap<string, string>> => {
	const built = (await build({
		configFile: false,
		logLevel: 'warn',
		build: {
			write: false,
			target: 'es2024',
			rolldownOptions: {
				input: join(import.meta.dirname, 'page.ts'),
				output: { entryFileNames: 'page.js', chunkFileNames: '[name].js' },
			},
		},
	})) as Rolldown.RolldownOutput;
	return new Map(built.output.flatMap((file) => (file.type === 'chunk' ? [[`/${file.fileName}`, file.code]] : [])));
};

/** One origin with an empty page that has the script of the tabs; everything else goes to the API, sockets included. */
export const serveTabs = async (apiUrl: string): Promise<TabServer> => {
	const scripts = await bundle();
	const { hostname, port } = new URL(apiUrl);
	const server = createServer((request, response) => {
		const path = request.url?.split('?', 1)[0] ?? '/';
		const script = scripts.get(path);
		if (script !== undefined) response.writeHead(200, { 'content-type': 'text/javascript' }).end(script);
		else if (path === '/')
			response
				.writeHead(200, { 'content-type': 'text/html' })
				.end(
					'<!doctype html><title>tab</title><link rel="icon" href="data:,"><script type="module" src="/page.js"></script>',
				);
		else {
			const { method, headers, url } = request;
			const onward = forward({ hostname, port, method, path: url, headers }, (answer) => {
				response.writeHead(answer.statusCode ?? 502, answer.headers);
				answer.pipe(response);
			});
			onward.on('error', () => response.destroy());
			response.on('close', () => onward.destroy());
			request.pipe(onward);
		}
	});
	server.on('upgrade', (request, client, head) => {
		const upstream = connect(Number(port), hostname, () => {
			const lines = Object.entries(request.headers).map(([name, value]) => `${name}: ${value}`);
			upstream.write(`GET ${request.url} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`);
			upstream.write(head);
			client.pipe(upstream).pipe(client);
		});
		for (const [one, other] of [
			[client, upstream],
			[upstream, client],
		] as const) {
			one.on('error', () => other.destroy());
			one.on('close', () => other.destroy());
		}
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		async stop() {
			server.close();
			server.closeAllConnections();
			await once(server, 'close');
		},
	};
};
