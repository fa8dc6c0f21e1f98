import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import getPort from 'get-port';
import { root } from '../../../suite/build-apps.ts';
import { publishApps } from '../../../suite/publish-apps.ts';
import { startService } from '../../../suite/start-service.ts';
import { copySource, type SourceCopy } from '../../source/copy-source.ts';

export interface DevServer {
	/** The origin of the page. */
	url: string;
	/** What it serves from; nobody else watches it. */
	source: SourceCopy;
}

export interface DevServers {
	/** `npm run dev -- auth`: the remote from its source, in the shell that a registry serves. */
	inShell: DevServer;
	/** `rsbuild dev` of the monolith. */
	rsbuild: DevServer;
	stop(): Promise<void>;
}

/** Both before one API, each with a copy of the source of its own. */
export const startDevServers = async (): Promise<DevServers> => {
	const temporary = join(root, '.flotilla/bench');
	await mkdir(temporary, { recursive: true });
	const folder = await mkdtemp(join(temporary, 'dev-'));
	const closing: (() => Promise<unknown>)[] = [() => rm(folder, { recursive: true, force: true })];
	const stop = async () => {
		for (const close of closing.splice(0).reverse()) await close();
	};
	try {
		const [apiPort, registryPort, shellPort, rsbuildPort] = [
			...[await getPort(), await getPort(), await getPort(), await getPort()],
		] as const;
		const origins = [shellPort, rsbuildPort, registryPort].map((port) => `http://localhost:${port}`);
		const apiUrl = `http://127.0.0.1:${apiPort}`;
		const registryUrl = `http://127.0.0.1:${registryPort}`;
		const start = async (
			name: string,
			script: string,
			readyUrl: string,
			env: Record<string, string>,
			args?: string[],
		) => {
			const logFile = join(folder, `${name}.log`);
			const service = await startService({ name, script, readyUrl, logFile, env, ...(args && { args }) });
			closing.push(service.stop);
		};
		await start('API', join(root, 'apps/api/src/main.ts'), `${apiUrl}/readyz`, {
			...{ PORT: String(apiPort), DATA_FOLDER: join(folder, 'api'), LOG_LEVEL: 'warn' },
			...{ ALLOWED_ORIGINS: origins.join(','), PUBLIC_URL: origins[0] ?? apiUrl, TRUST_PROXY: '1' },
		});
		await start('registry', join(root, 'apps/registry/src/main.ts'), `${registryUrl}/readyz`, {
			...{ PORT: String(registryPort), DATA_FOLDER: join(folder, 'registry'), LOG_LEVEL: 'warn' },
			...{ API_URL: apiUrl, SERVICE_WORKER: 'false' },
		});
		await publishApps({ suite: { registryUrl, publishTokenFile: join(folder, 'registry/publish-token') } });

		const serve = async (name: string): Promise<SourceCopy> => {
			const source = await copySource(name);
			closing.push(source.remove);
			return source;
		};
		const shellSource = await serve('in-shell');
		await start(
			'dev server in the shell',
			join(shellSource.folder, 'tools/dev/main.ts'),
			`http://localhost:${shellPort}/auth/sign-in`,
			{ DEV_PORT: String(shellPort) },
			['auth', '--registry', registryUrl],
		);
		const rsbuildSource = await serve('rsbuild');
		await start(
			'Rsbuild',
			join(root, 'node_modules/@rsbuild/core/bin/rsbuild.js'),
			`http://localhost:${rsbuildPort}/auth/sign-in`,
			{ BENCH_API_URL: apiUrl },
			[
				...['dev', '--port', String(rsbuildPort)],
				...['--config', join(rsbuildSource.folder, 'tools/bench/build/monolith/rsbuild.config.ts')],
			],
		);
		return {
			inShell: { url: `http://localhost:${shellPort}`, source: shellSource },
			rsbuild: { url: `http://localhost:${rsbuildPort}`, source: rsbuildSource },
			stop,
		};
	} catch (error) {
		await stop();
		throw error;
	}
};
