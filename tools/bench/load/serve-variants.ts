import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { publishBuild } from '@flotilla/registry';
import getPort from 'get-port';
import { root } from '../../suite/build-apps.ts';
import { publishApps } from '../../suite/publish-apps.ts';
import { type Service, startService } from '../../suite/start-service.ts';
import { type Certificate, trustCertificate } from '../../suite/trust-certificate.ts';
import { type VariantName, variantNames } from './variants.ts';

export interface ServedVariants {
	/** The origin of each variant's registry, HTTPS. */
	urls: Record<VariantName, string>;
	certificate: Certificate;
	/** Stops every server and removes its data. */
	stop(): Promise<void>;
}

interface Options {
	/** The folders of the builds of our federation's peers. */
	peers: Record<Exclude<VariantName, 'federation'>, string>;
	password: string;
}

/** One API with the demo data, and a registry for each variant before it: the same servers, settings and disk. */
export const serveVariants = async ({ peers, password }: Options): Promise<ServedVariants> => {
	const temporary = join(root, '.flotilla/bench');
	await mkdir(temporary, { recursive: true });
	const dataFolder = await mkdtemp(join(temporary, 'data-'));
	const services: Service[] = [];
	const stop = async () => {
		for (const service of services.reverse()) await service.stop();
		await rm(dataFolder, { recursive: true, force: true });
	};
	try {
		const certificate = await trustCertificate(dataFolder);
		const ports = await Promise.all(variantNames.map(async (name) => [name, await getPort()] as const));
		const urls = Object.fromEntries(ports.map(([name, port]) => [name, `https://localhost:${port}`])) as Record<
			VariantName,
			string
		>;
		const apiPort = await getPort();
		const apiUrl = `http://127.0.0.1:${apiPort}`;
		services.push(
			await startService({
				name: 'API',
				script: join(root, 'apps/api/src/main.ts'),
				env: {
					PORT: String(apiPort),
					DATA_FOLDER: join(dataFolder, 'api'),
					ALLOWED_ORIGINS: Object.values(urls).join(','),
					FLOTILLA_DEMO: '1',
					DEMO_PASSWORD: password,
					// Each sample signs in anew.
					AUTH_RATE_LIMIT: '0',
					LOG_LEVEL: 'warn',
				},
				readyUrl: `${apiUrl}/readyz`,
				logFile: join(dataFolder, 'logs/api.log'),
			}),
		);
		for (const [name, port] of ports) {
			services.push(
				await startService({
					name: `registry of ${name}`,
					script: join(root, 'apps/registry/src/main.ts'),
					env: {
						PORT: String(port),
						DATA_FOLDER: join(dataFolder, name),
						API_URL: apiUrl,
						TLS_CERT: certificate.certFile,
						TLS_KEY: certificate.keyFile,
						LOG_LEVEL: 'warn',
					},
					readyUrl: `${urls[name]}/readyz`,
					logFile: join(dataFolder, 'logs', `${name}.log`),
				}),
			);
		}
		for (const name of variantNames) {
			const registryUrl = urls[name];
			const publishTokenFile = join(dataFolder, name, 'publish-token');
			if (name === 'federation') {
				await publishApps({ suite: { registryUrl, publishTokenFile } });
				continue;
			}
			const token = (await readFile(publishTokenFile, 'utf8')).trim();
			const version = '1.0.0';
			await publishBuild({ folder: peers[name], version, channel: 'production', registry: registryUrl, token });
		}
		return { urls, certificate, stop };
	} catch (error) {
		await stop();
		throw error;
	}
};
