import { join } from 'node:path';
import { root } from '../suite/build-apps.ts';
import { type Service, startService } from '../suite/start-service.ts';

/** Who may do everything in an API with the demo data. */
export const soakAccount = { email: 'admin@flotilla.test', password: 'a-password-for-the-soak' };

interface ApiProcessOptions {
	/** Keeps its data and its log, also for the next one. */
	folder: string;
	port: number;
	/** Beside what every soak needs. */
	env: Readonly<Record<string, string>>;
}

/** An API in a process of its own, which may be killed. */
export const startApiProcess = ({ folder, port, env }: ApiProcessOptions): Promise<Service> =>
	startService({
		name: 'api',
		script: join(root, 'apps/api/src/main.ts'),
		env: {
			PORT: String(port),
			DATA_FOLDER: join(folder, 'api'),
			LOG_LEVEL: 'error',
			FLOTILLA_DEMO: '1',
			DEMO_PASSWORD: soakAccount.password,
			...env,
		},
		readyUrl: `http://127.0.0.1:${port}/readyz`,
		logFile: join(folder, 'api.log'),
	});
