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
	/** Told of each server as it becomes ready. Default: nobody is. What it throws ends the start. */
	onReady?: (service: Service) => void;
	/** More environment for both servers. */
	env?: Record<string, string>;
	/** Gives up a start that is under way and ends what it has started; then `startSuite` rejects. */
	signal?: AbortSignal;
	/** Starts one server. Default `startService`, as a process of its own. */
	start?: typeof startService;
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

/** Starts the API and the registry on this machine and waits until both are ready; where one fails, neither is left. */
export const startSuite = async ({
	apiPort,
	registryPort,
	dataFolder,
	demo = false,
	onReady = () => {},
	env = {},
	signal,
	start = startService,
}: SuiteOptions): Promise<Suite> => {
	const apiUrl = `http://127.0.0.1:${apiPort}`;
	const registryUrl = `http://127.0.0.1:${registryPort}`;
	const origins = [`http://localhost:${registryPort}`, registryUrl];
	const life = new AbortController();
	const starts = signal === undefined ? life.signal : AbortSignal.any([signal, life.signal]);

	const startApi = () =>
		start({
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
			// A demo of 100,000 people takes 20 s to make, and longer on a busy machine.
			readyTimeout: 180_000,
			logFile: join(dataFolder, 'logs/api.log'),
			signal: starts,
		});
	const startRegistry = (more: Record<string, string> = {}) =>
		start({
			name: 'registry',
			script: join(root, 'apps/registry/src/main.ts'),
			env: { PORT: String(registryPort), DATA_FOLDER: join(dataFolder, 'registry'), API_URL: apiUrl, ...env, ...more },
			readyUrl: `${registryUrl}/readyz`,
			logFile: join(dataFolder, 'logs/registry.log'),
			signal: starts,
		});

	const started: Service[] = [];
	const begin = async (startOne: () => Promise<Service>): Promise<Service> => {
		try {
			const service = await startOne();
			started.push(service);
			onReady(service);
			return service;
		} catch (error) {
			life.abort();
			throw error;
		}
	};
	const starting = [begin(startApi), begin(startRegistry)] as const;
	// The first failure is the reason; another one may only have been given up for it.
	const [api, firstRegistry] = await Promise.all(starting).catch(async (error: unknown) => {
		await Promise.allSettled(starting);
		await Promise.all(started.map((service) => service.stop()));
		throw error;
	});

	let registry = firstRegistry;
	let restarting: Promise<unknown> = Promise.resolve();
	const restart = async (more?: Record<string, string>) => {
		await registry.stop();
		registry = await startRegistry(more);
	};
	return {
		apiUrl,
		registryUrl,
		publishTokenFile: join(dataFolder, 'registry/publish-token'),
		services: () => [api, registry],
		restartRegistry(more) {
			const restarted = restart(more);
			restarting = restarted.catch(() => {});
			return restarted;
		},
		async stop() {
			// One that is being started again is not ready yet, and would be left.
			life.abort();
			await restarting;
			await registry.stop();
			await api.stop();
		},
	};
};
