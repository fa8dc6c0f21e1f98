import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** When the registry is killed, counted from the moment a command begins. */
export type KillMoment =
	/** So many milliseconds later. */
	| { by: 'time'; after: number }
	/** When so many bytes of requests have gone to the registry. */
	| { by: 'bytes'; count: number }
	/** So many milliseconds after all of the n-th request has gone to it: it is at work on that one. */
	| { by: 'request'; count: number; after: number }
	/** When its n-th answer begins, which nobody gets: what it did is done, and nobody knows. */
	| { by: 'answer'; count: number };

/** What went through while the switch was armed. */
export interface Traffic {
	requests: number;
	/** Bytes of the bodies of requests. */
	bytes: number;
	/** Requests that were not answered when it was pulled, e.g. `the commit`. */
	underWay: string[];
}

export interface KillSwitch {
	/** Where commands are sent. */
	readonly url: string;
	/** From now on traffic counts, and `kill` is called once at the moment, or never when it does not come. */
	arm(moment: KillMoment | undefined, kill: () => void): void;
	/** What went through since it was armed. */
	disarm(): Traffic;
	stop(): Promise<void>;
}

const names: readonly (readonly [RegExp, string])[] = [
	[/\/uploads\/[^/]+\/blobs\//, 'a file'],
	[/\/commit$/, 'the commit'],
	[/\/builds$/, 'the announcement'],
	[/\/rollback$/, 'the rollback'],
	[/\/canary$/, 'the canary'],
	[/\/gc$/, 'the collection'],
	[/\/channels\/[^/]+\/apps\/[^/]+$/, 'the promotion'],
];

const nameOf = ({ url = '' }: IncomingMessage): string => names.find(([path]) => path.test(url))?.[1] ?? 'a question';

/** A proxy before a registry that counts what goes through it, and pulls the trigger at a given point of it. */
export const startKillSwitch = async (target: string): Promise<KillSwitch> => {
	const { hostname, port } = new URL(target);
	let moment: KillMoment | undefined;
	let kill: () => void = () => undefined;
	let timer: NodeJS.Timeout | undefined;
	let traffic: Traffic = { requests: 0, bytes: 0, underWay: [] };
	let answers = 0;
	let pulled = false;
	let reached = false;
	const underWay = new Map<ServerResponse, string>();

	const pull = () => {
		if (pulled) return;
		pulled = true;
		traffic.underWay = [...underWay.values()];
		kill();
	};
	const pullAfter = (milliseconds: number) => {
		timer = setTimeout(pull, milliseconds);
	};

	const server = createServer((incoming, outgoing) => {
		const drop = () => outgoing.destroy();
		underWay.set(outgoing, nameOf(incoming));
		outgoing.on('close', () => underWay.delete(outgoing));
		const upstream = request(
			// A connection of its own: one that is kept would belong to a registry that is gone.
			{ hostname, port, path: incoming.url, method: incoming.method, headers: incoming.headers, agent: false },
			(answer) => {
				answers += 1;
				if (moment?.by === 'answer' && answers === moment.count) pull();
				if (pulled) {
					answer.destroy();
					drop();
					return;
				}
				outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
				answer.on('error', drop);
				answer.pipe(outgoing);
			},
		);
		upstream.on('error', drop);
		incoming.on('error', () => upstream.destroy());
		incoming.on('data', (chunk: Buffer) => {
			if (reached) return;
			traffic.bytes += chunk.length;
			const beyond = moment?.by === 'bytes' ? traffic.bytes - moment.count : -1;
			if (beyond >= 0) {
				reached = true;
				// Exactly so many have gone out, the rest of this part has not.
				upstream.write(chunk.subarray(0, chunk.length - beyond), pull);
				return;
			}
			if (!upstream.write(chunk)) {
				incoming.pause();
				upstream.once('drain', () => incoming.resume());
			}
		});
		incoming.on('end', () => {
			if (reached) return;
			traffic.requests += 1;
			const isIt = moment?.by === 'request' && traffic.requests === moment.count ? moment : undefined;
			upstream.end(() => {
				if (isIt !== undefined) pullAfter(isIt.after);
			});
		});
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');

	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		arm(next, pullTrigger) {
			moment = next;
			kill = pullTrigger;
			pulled = false;
			reached = false;
			answers = 0;
			traffic = { requests: 0, bytes: 0, underWay: [] };
			if (next?.by === 'time') pullAfter(next.after);
		},
		disarm() {
			clearTimeout(timer);
			moment = undefined;
			pulled = true;
			const seen = traffic;
			traffic = { requests: 0, bytes: 0, underWay: [] };
			server.closeAllConnections();
			return seen;
		},
		async stop() {
			clearTimeout(timer);
			server.closeAllConnections();
			server.close();
			await once(server, 'close');
		},
	};
};
