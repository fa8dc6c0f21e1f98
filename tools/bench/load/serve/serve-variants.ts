import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createRegistryClient, publishBuild } from '@flotilla/registry';
import getPort from 'get-port';
import { root } from '../../../suite/build-apps.ts';
import { type Service, startService } from '../../../suite/start-service.ts';
import { type Certificate, trustCertificate } from '../../../suite/trust-certificate.ts';
import { makeBenchFolder } from '../../make-bench-folder.ts';
import type { FlotillaBuilds } from '../remotes/build-flotilla.ts';
import type { PeerName, VariantName } from '../variants.ts';

export interface ServedVariant {
	/** Its origin, HTTPS. */
	url: string;
	/** Serves the build from before or after the deploy of one remote to whoever asks from now on. */
	deploy(state: 'before' | 'after'): Promise<void>;
}

export interface ServedVariants {
	variants: Partial<Record<VariantName, ServedVariant>>;
	certificate: Certificate;
	/** Stops every server and removes its data. */
	stop(): Promise<void>;
}

interface Options {
	/** The folders of each peer's build and of that after the deploy. */
	peers: Partial<Record<PeerName, { before: string; after: string }>>;
	/** Default: it is not served. */
	flotilla?: FlotillaBuilds | undefined;
	password: string;
}

/** One API with the demo data, and a server for each variant before it. */
export const serveVariants = async ({ peers, flotilla, password }: Options): Promise<ServedVariants> => {
	const dataFolder = await makeBenchFolder('data');
	const services: Service[] = [];
	const stop = async () => {
		for (const service of services.reverse()) await service.stop();
		await rm(dataFolder, { recursive: true, force: true });
	};
	try {
		const certificate = await trustCertificate(dataFolder);
		const names = [...(Object.keys(peers) as PeerName[]), ...(flotilla === undefined ? [] : ['flotilla' as const])];
		const ports = new Map<VariantName, number>();
		for (const name of names) ports.set(name, await getPort());
		const urlOf = (name: VariantName): string => `https://localhost:${ports.get(name)}`;
		const apiPort = await getPort();
		const apiUrl = `http://127.0.0.1:${apiPort}`;
		const start = async (name: string, script: string, url: string, env: Record<string, string>) => {
			services.push(
				await startService({
					...{ name, script, env },
					readyUrl: `${url}/readyz`,
					logFile: join(dataFolder, 'logs', `${name}.log`),
				}),
			);
		};
		await start('api', join(root, 'apps/api/src/main.ts'), apiUrl, {
			PORT: String(apiPort),
			DATA_FOLDER: join(dataFolder, 'api'),
			ALLOWED_ORIGINS: names.map(urlOf).join(','),
			FLOTILLA_DEMO: '1',
			DEMO_PASSWORD: password,
			// Each sample signs in anew.
			AUTH_RATE_LIMIT: '0',
			LOG_LEVEL: 'warn',
		});
		const env = (name: VariantName) => ({
			PORT: String(ports.get(name)),
			API_URL: apiUrl,
			TLS_CERT: certificate.certFile,
			TLS_KEY: certificate.keyFile,
		});

		const variants: ServedVariants['variants'] = {};
		for (const [name, { before, after }] of Object.entries(peers) as [PeerName, { before: string; after: string }][]) {
			const url = urlOf(name);
			await start(name, join(import.meta.dirname, 'peer-server.ts'), url, {
				...env(name),
				PEER_FOLDERS: `${before}:${after}`,
			});
			variants[name] = {
				url,
				async deploy(state) {
					await fetch(`${url}/bench/serve/${state === 'before' ? 0 : 1}`, { method: 'POST' });
				},
			};
		}
		if (flotilla !== undefined) {
			const url = urlOf('flotilla');
			const registryData = join(dataFolder, 'registry');
			await start('registry', join(root, 'apps/registry/src/main.ts'), url, {
				...env('flotilla'),
				DATA_FOLDER: registryData,
				LOG_LEVEL: 'warn',
			});
			variants.flotilla = { url, deploy: await publishFlotilla(flotilla, url, registryData) };
		}
		return { variants, certificate, stop };
	} catch (error) {
		await stop();
		throw error;
	}
};

/** Publishes all builds; answers what moves the changed remote's pointer. */
const publishFlotilla = async (
	{ shell, remotes, changed }: FlotillaBuilds,
	registry: string,
	dataFolder: string,
): Promise<ServedVariant['deploy']> => {
	const token = (await readFile(join(dataFolder, 'publish-token'), 'utf8')).trim();
	const publish = (folder: string, version: string, channel?: string) =>
		publishBuild({ folder, version, registry, token, ...(channel !== undefined && { channel }) });
	await publish(shell, '1.0.0', 'production');
	for (const folder of remotes) await publish(folder, '1.0.0', 'production');
	await publish(changed.folder, '2.0.0');
	const client = createRegistryClient({ registry, token });
	return async (state) => {
		await client.promote('production', changed.app, state === 'before' ? '1.0.0' : '2.0.0');
	};
};
