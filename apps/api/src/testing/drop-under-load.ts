import { setTimeout as delay } from 'node:timers/promises';
import type { NewEvent } from '../realtime/event-log.ts';
import { openSocket } from './open-socket.ts';
import { openStream } from './open-stream.ts';
import type { StartedApi } from './start-api.ts';
import { startRelay } from './start-relay.ts';

export interface DropUnderLoadOptions {
	started: StartedApi;
	/** Events that are written. */
	events: number;
	/** Sockets and as many streams. */
	clients: number;
	/** Numbers from 0 up to 1: when connections break, and how many events a write has. */
	random: () => number;
	/** Milliseconds between two broken connections at most. Default 60. */
	longestCalm?: number;
}

export interface DropUnderLoadResult {
	/** Offsets that each client got, in the order in which it got them. */
	received: number[][];
	/** Offsets that were written. */
	written: number[];
	/** Connections that were made. */
	connections: number;
}

interface Client {
	received: number[];
	stop(): void;
}

/** Writes to the log as changes are made, with events of other topics in between, and returns what was written. */
const writeEvents = async ({ started, events, random }: DropUnderLoadOptions): Promise<void> => {
	for (let written = 0; written < events; ) {
		const count = Math.min(events - written, 1 + Math.floor(random() * 5));
		await started.api.events.write(async (_transaction, append) => {
			for (let index = 0; index < count; index += 1) {
				const id = crypto.randomUUID();
				await append({ type: 'users:deleted', payload: { id }, permission: 'users:read' } satisfies NewEvent);
				const file = { id, ownerId: crypto.randomUUID() };
				await append({ type: 'files:deleted', payload: file, permission: 'files:read-any' } satisfies NewEvent);
			}
		});
		written += count;
		if (random() < 0.2) await delay(random() * 10);
	}
};

/** A page that connects again, at once and from where it was, for as long as it is wanted. */
const followBySocket = (url: string, token: string, position: { epoch: string; offset: number }): Client => {
	const received: number[] = [];
	let wanted = true;
	let place = position;
	const follow = async () => {
		while (wanted) {
			try {
				const socket = await openSocket(url);
				socket.closed.catch(() => undefined);
				const { resumed, epoch } = await socket.authenticate(token, place, ['users']);
				if (!resumed) throw new Error('The log did not reach back.');
				while (wanted) {
					const { offset } = await socket.next();
					if (offset === undefined) continue;
					received.push(offset);
					place = { epoch, offset };
				}
				socket.raw.terminate();
			} catch {
				await delay(1);
			}
		}
	};
	void follow();
	return {
		received,
		stop() {
			wanted = false;
		},
	};
};

/** The standard client does all of that by itself. */
const followByStream = (url: string, token: string, { epoch, offset }: { epoch: string; offset: number }): Client => {
	const received: number[] = [];
	const query = `?topics=users&lastEventId=${epoch}:${offset}`;
	const stream = openStream(url, { token, query, names: ['users:deleted'] });
	let wanted = true;
	const follow = async () => {
		while (wanted) received.push((await stream.next()).data.offset as number);
	};
	void follow();
	return {
		received,
		stop() {
			wanted = false;
			stream.close();
		},
	};
};

/**
 * Clients follow a topic through a network that breaks their connections again and again while events are
 * written, until each has seen the last one. The server has to run with a short `streamRetry`.
 */
export const dropUnderLoad = async (options: DropUnderLoadOptions): Promise<DropUnderLoadResult> => {
	const { started, clients: count, random, longestCalm = 60 } = options;
	const { token } = await started.signIn();
	const position = await started.api.events.position();
	const relays = await Promise.all(Array.from({ length: count }, () => startRelay(started.url)));
	const clients = relays.flatMap(({ url }) => [
		followBySocket(url, token, position),
		followByStream(url, token, position),
	]);
	let breaking = true;
	const breakConnections = async () => {
		while (breaking) {
			await delay(random() * longestCalm);
			relays[Math.floor(random() * relays.length)]?.breakAll();
		}
	};
	const broken = breakConnections();
	await writeEvents(options);
	breaking = false;
	await broken;

	const written: number[] = [];
	for (let from = position.offset; ; ) {
		const batch = await started.api.events.readAfter(from, 1000);
		written.push(...batch.filter(({ type }) => type === 'users:deleted').map(({ offset }) => offset));
		const last = batch.at(-1);
		if (last === undefined) break;
		from = last.offset;
	}
	const end = written.at(-1) ?? 0;
	while (clients.some(({ received }) => (received.at(-1) ?? 0) < end)) await delay(10);
	const connections = relays.reduce((sum, relay) => sum + relay.connectionCount, 0);
	for (const client of clients) client.stop();
	await Promise.all(relays.map((relay) => relay.stop()));
	return { received: clients.map(({ received }) => received), written, connections };
};
