import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import getPort from 'get-port';
import { root } from '../suite/build-apps.ts';
import { type Service, startService } from '../suite/start-service.ts';
import { type Balancer, startBalancer } from './balance.ts';

export interface ApiNode {
	url: string;
	/** Ends it at once, as a crash would. */
	kill(): Promise<void>;
	/** Asks it to end and waits until it has. */
	stop(): Promise<void>;
	/** Starts it again where it was. */
	restart(): Promise<void>;
}

export interface Topology {
	/** What clients speak to: the nodes in turn. */
	url: string;
	nodes: readonly ApiNode[];
	stop(): Promise<void>;
}

export interface TopologyOptions {
	/** How many. Default 3. */
	count?: number;
	/** `DATABASE_URL`, `REDIS_URL`, `S3_*` and whatever else each node gets. */
	env: Record<string, string>;
}

export const password = 'a-password-for-the-scale-test';

/** API nodes that share nothing but a database, Redis and S3, behind a balancer. */
export const startNodes = async ({ count = 3, env }: TopologyOptions): Promise<Topology> => {
	const folder = await mkdtemp(join(tmpdir(), 'flotilla-nodes-'));
	const nodes: ApiNode[] = [];
	let balancer: Balancer | undefined;
	const stop = async () => {
		await balancer?.stop();
		await Promise.all(nodes.map((node) => node.stop()));
		await rm(folder, { recursive: true, force: true });
	};
	try {
		// One after the other: the first migrates the database and fills in the demo data.
		for (let index = 0; index < count; index += 1) {
			const port = await getPort();
			const url = `http://127.0.0.1:${port}`;
			const start = () =>
				startService({
					name: `node ${index}`,
					script: join(root, 'apps/api/src/main.ts'),
					env: {
						PORT: String(port),
						DATA_FOLDER: join(folder, `node-${index}`),
						LOG_LEVEL: 'warn',
						FLOTILLA_DEMO: '1',
						DEMO_PASSWORD: password,
						AUTH_RATE_LIMIT: '0',
						...env,
					},
					readyUrl: `${url}/readyz`,
					logFile: join(root, `.flotilla/scale/node-${index}.log`),
				});
			let service: Service = await start();
			nodes.push({
				url,
				kill: () => service.kill(),
				stop: () => service.stop(),
				async restart() {
					service = await start();
				},
			});
		}
		balancer = await startBalancer(nodes.map(({ url }) => url));
		return { url: balancer.url, nodes, stop };
	} catch (error) {
		await stop();
		throw error;
	}
};
