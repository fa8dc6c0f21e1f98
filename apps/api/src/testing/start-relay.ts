import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** Passes bytes on to a server, and breaks connections as networks do: without a word to either side. */
export interface Relay {
	url: string;
	/** Connections made through it so far. */
	readonly connectionCount: number;
	/** Breaks every connection there is. */
	breakAll(): void;
	stop(): Promise<void>;
}

export const startRelay = async (target: string): Promise<Relay> => {
	const { hostname, port } = new URL(target);
	const open = new Set<Socket>();
	let connectionCount = 0;
	const server = createServer((client) => {
		connectionCount += 1;
		const upstream = connect(Number(port), hostname);
		for (const [from, to] of [
			[client, upstream],
			[upstream, client],
		] as const) {
			open.add(from);
			from.pipe(to);
			from.on('error', () => to.destroy());
			from.on('close', () => {
				open.delete(from);
				to.destroy();
			});
		}
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
	const breakAll = () => {
		for (const socket of open) socket.destroy();
	};
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		get connectionCount() {
			return connectionCount;
		},
		breakAll,
		async stop() {
			breakAll();
			server.close();
			await once(server, 'close');
		},
	};
};
