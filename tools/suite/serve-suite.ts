import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import getPort from 'get-port';
import { root } from './build-apps.ts';
import { publishApps } from './publish-apps.ts';
import { type Service, startService } from './start-service.ts';
import { type Certificate, trustCertificate } from './trust-certificate.ts';

export interface ServedSuite {
	/** HTTPS, over HTTP/2 as in production. */
	url: string;
	certificate: Certificate;
	account: { email: string; password: string };
	/** Stops both servers and removes their data. */
	stop(): Promise<void>;
}

export interface ServeSuiteOptions {
	/** More environment for the API. Default: none. */
	env?: Record<string, string>;
	/** Milliseconds until an API that is not ready is given up; much demo data takes its time. Default 60,000. */
	readyTimeout?: number;
}

const account = { email: 'admin@flotilla.test', password: 'a-password-for-audits' };

/** The production builds with the demo data, before a registry that speaks HTTP/2 and TLS. */
export const serveSuite = async ({ env = {}, readyTimeout = 60_000 }: ServeSuiteOptions = {}): Promise<ServedSuite> => {
	const temporary = join(root, '.flotilla/served');
	await mkdir(temporary, { recursive: true });
	const dataFolder = await mkdtemp(join(temporary, 'data-'));
	const services: Service[] = [];
	const stop = async () => {
		for (const service of services.reverse()) await service.stop();
		await rm(dataFolder, { recursive: true, force: true });
	};
	try {
		const certificate = await trustCertificate(dataFolder);
		const [apiPort, port] = [await getPort(), await getPort()];
		const [apiUrl, url] = [`http://127.0.0.1:${apiPort}`, `https://localhost:${port}`];
		const start = async (name: string, app: string, readyUrl: string, more: Record<string, string>) =>
			services.push(
				await startService({
					name,
					script: join(root, 'apps', app, 'src/main.ts'),
					env: { DATA_FOLDER: join(dataFolder, app), LOG_LEVEL: 'warn', ...more },
					readyUrl,
					readyTimeout,
					logFile: join(dataFolder, `${app}.log`),
				}),
			);
		await start('API', 'api', `${apiUrl}/readyz`, {
			PORT: String(apiPort),
			ALLOWED_ORIGINS: url,
			PUBLIC_URL: url,
			TRUST_PROXY: '1',
			FLOTILLA_DEMO: '1',
			DEMO_PASSWORD: account.password,
			AUTH_RATE_LIMIT: '0',
			...env,
		});
		await start('registry', 'registry', `${url}/readyz`, {
			PORT: String(port),
			API_URL: apiUrl,
			TLS_CERT: certificate.certFile,
			TLS_KEY: certificate.keyFile,
		});
		await publishApps({
			suite: { registryUrl: url, publishTokenFile: join(dataFolder, 'registry/publish-token') },
		});
		return { url, certificate, account, stop };
	} catch (error) {
		await stop();
		throw error;
	}
};
