import { join } from 'node:path';
import { root } from './build-apps.ts';
import { type Service, startService } from './start-service.ts';

export interface SuiteOptions {
	apiPort: number;
	registryPort: number;
	/** Holds the data of both servers and their logs. */
	dataFolder: string;
	/** Fills the database with the demo people and files once. Default false. */
	demo?: boolean;
	/** Told of each server as it becomes ready. Default: nobody is. */
	onReady?: (service: Service) => void;
	/** More environment for both servers. */
	env?: Record<string, string>;
	/** Gives up a start that is under way and ends what it has started; then `startSuite` rejects. */
	signal?: AbortSignal;
}

export interface Suite {
	apiUrl: string;
	registryUrl: string;
	/** The file with the token that may publish every app. */
	publishTokenFile: string;
	services(): Service[];
	/** Ends the registry's process and starts another one over the same data, with more environment if it is given. */
	restartRegistry(more?: Record<string, string>): Promise<void>;
	/** Stops both, the registry first, so that no page asks an API that is gone. */
	stop(): Promise<void>;
}

/** Starts the API and the registry on this machine and waits until both are ready. */
export const startSuite = async ({
	apiPort,
	registryPort,
	dataFolder,
	demo = false,
	onReady = () => {},
	env = {},
	signal,
}: SuiteOptions): Promise<Suite> => {
	const apiUrl = `http://127.0.0.1:${apiPort}`;
	const registryUrl = `http://127.0.0.1:${registryPort}`;
	const origins = [`http://localhost:${registryPort}`, registryUrl];

	const startApi = () =>
		startService({
			name: 'API',
			script: join(root, 'apps/api/src/main.ts'),
			env: {
				PORT: String(apiPort),
				DATA_FOLDER: join(dataFolder, 'api'),
				ALLOWED_ORIGINS: origins.join(','),
				PUBLIC_URL: origins[0] ?? registryUrl,
				// The registry says for whom it forwards; nothing else reaches this port from outside.
				TRUST_PROXY: '1',
				...(demo ? { FLOTILLA_DEMO: '1' } : {}),
				...env,
			},
			readyUrl: `${apiUrl}/readyz`,
			logFile: join(dataFolder, 'logs/api.log'),
			signal,
		});
	const startRegistry = (more: Record<string, string> = {}) =>
		startService({
			name: 'registry',
			script: join(root, 'apps/registry/src/main.ts'),
			env: { PORT: String(registryPort), DATA_FOLDER: join(dataFolder, 'registry'), API_URL: apiUrl, ...env, ...more },
			readyUrl: `${registryUrl}/readyz`,
			logFile: join(dataFolder, 'logs/registry.log'),
			signal,
		});

	const announce = (service: Service): Service => {
		onReady(service);
		return service;
	};
	const settled = await Promise.allSettled([startApi().then(announce), startRegistry().then(announce)]);
	const started = settled.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
	const [api, firstRegistry] = started;
	if (api === undefined || firstRegistry === undefined) {
		await Promise.all(started.map((service) => service.stop()));
		throw settled.find((result) => result.status === 'rejected')?.reason;
	}

	let registry = firstRegistry;
	return {
		apiUrl,
		registryUrl,
		publishTokenFile: join(dataFolder, 'registry/publish-token'),
		services: () => [api, registry],
		async restartRegistry(more) {
			await registry.stop();
			registry = await startRegistry(more);
		},
		async stop() {
			await registry.stop();
			await api.stop();
		},
	};
};
