import { join } from 'node:path';
import { root } from '../suite/build-apps.ts';
import { type Service, startService } from '../suite/start-service.ts';

export interface RegistryProcessOptions {
	/** Keeps its data and its log, also for the next one. */
	folder: string;
	port: number;
	/** Names its log, where there are several. Default `registry`. */
	name?: string;
	/** Beside what every soak needs. */
	env?: Readonly<Record<string, string>>;
	/** Kills a start that is under way. */
	signal?: AbortSignal;
}

/** Where a registry over `folder` keeps its data: database, blobs and its first token. */
export const registryData = (folder: string): string => join(folder, 'registry');

/** A registry in a process of its own, which may be killed. */
export const startRegistryProcess = ({
	folder,
	port,
	name = 'registry',
	env = {},
	signal,
}: RegistryProcessOptions): Promise<Service> =>
	startService({
		name,
		script: join(root, 'apps/registry/src/main.ts'),
		env: {
			PORT: String(port),
			DATA_FOLDER: registryData(folder),
			// Nothing listens on the discard port: a soak that wants an API names one.
			API_URL: 'http://127.0.0.1:9',
			LOG_LEVEL: 'error',
			...env,
		},
		readyUrl: `http://127.0.0.1:${port}/readyz`,
		logFile: join(folder, `${name}.log`),
		// Soaks run beside other work, and a first start makes a database.
		readyTimeout: 180_000,
		signal,
		giveUpBy: 'SIGKILL',
	});
