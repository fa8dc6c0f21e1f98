import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface Balancer {
	url: string;
	stop(): Promise<void>;
}

/**
 * What stands before several nodes: connections go round in turn, bytes go through as they are,
 * sockets and event streams included. A node that refuses is passed over.
 */
export const startBalancer = async (targets: readonly string[]): Promise<Balancer> => {
	const addresses = targets.map((target) => new URL(target));
	const open = new Set<Socket>();
	let turn = 0;

	const reach = (client: Socket, left: number): void => {
		const target = addresses[turn % addresses.length];
		turn += 1;
		if (target === undefined || left === 0) {
			client.destroy();
			return;
		}
		const upstream = connect({ host: target.hostname, port: Number(target.port) });
		const passOver = () => reach(client, left - 1);
		upstream.once('error', passOver);
		upstream.once('connect', () => {
			upstream.off('error', passOver);
			upstream.on('error', () => client.destroy());
			open.add(upstream);
			upstream.once('close', () => {
				open.delete(upstream);
				client.destroy();
			});
			client.once('close', () => upstream.destroy());
			client.pipe(upstream).pipe(client);
		});
	};

	const server = createServer({ pauseOnConnect: true }, (client) => {
		open.add(client);
		client.on('error', () => client.destroy());
		client.on('close', () => open.delete(client));
		reach(client, addresses.length);
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		async stop() {
			for (const socket of open) socket.destroy();
			server.close();
			await once(server, 'close');
		},
	};
};
