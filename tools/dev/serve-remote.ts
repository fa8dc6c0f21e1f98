import { rspack } from '@rspack/core';
import { RspackDevServer } from '@rspack/dev-server';
import { standaloneConfiguration } from './standalone-configuration.ts';

interface ServeRemoteOptions {
	app: string;
	port: number;
	/** Where `/api` and `/ws` are forwarded to. */
	apiUrl: string;
}

const hotReloadPath = '/hot-reload';

/** Serves one remote without the shell, with hot reload. Answers how to stop. */
export const serveRemote = async ({ app, port, apiUrl }: ServeRemoteOptions): Promise<() => Promise<void>> => {
	const compiler = rspack(standaloneConfiguration(app));
	const server = new RspackDevServer(
		{
			port,
			host: 'localhost',
			hot: true,
			historyApiFallback: true,
			// `/ws` is the API's.
			webSocketServer: { type: 'ws', options: { path: hotReloadPath } },
			client: {
				webSocketURL: { pathname: hotReloadPath },
				overlay: { errors: true, warnings: false, runtimeErrors: false },
			},
			proxy: [{ context: ['/api', '/ws'], target: apiUrl, ws: true, xfwd: true }],
		},
		compiler,
	);
	await server.start();
	return () => server.stop();
};
