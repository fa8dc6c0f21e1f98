import { setTimeout as delay } from 'node:timers/promises';
import type { NewEvent } from '../../apps/api/src/realtime/event-log.ts';
import { startApi } from '../../apps/api/src/testing/start-api.ts';
import { type Relay, startRelay } from '../../apps/api/src/testing/start-relay.ts';
import { createEventBus, createRealtime } from '../../shared/event-bus/src/index.ts';
import { createRandom } from '../bench/statistics/random.ts';

export interface RelaySoakOptions {
	/** Times that each page's connection is cut. */
	rounds: number;
	seed: number;
	report(line: string): void;
	/** Milliseconds between two cuts at most. Default 150. */
	longestCalm?: number;
}

interface Page {
	name: string;
	relay: Relay;
	heard: string[];
	resyncs: string[];
	badFrames(): number;
	isConnected(): boolean;
	stop(): Promise<void>;
}

/** A page's own bus and connection, through a network of its own. */
const openPage = async (
	name: string,
	{ url, token, position }: { url: string; token: string; position: { epoch: string; offset: number } },
	isBlocked: boolean,
): Promise<Page> => {
	const relay = await startRelay(url);
	const bus = createEventBus();
	const heard: string[] = [];
	const resyncs: string[] = [];
	bus.on('users:deleted', ({ id }) => heard.push(id));
	bus.on('realtime:resync-required', ({ reason }) => resyncs.push(reason));
	const realtime = createRealtime({
		url: `${relay.url.replace('http', 'ws')}/ws`,
		streamUrl: `${relay.url}/api/events`,
		bus,
		getToken: () => token,
		renewToken: async () => token,
		reconnectBaseDelay: 10,
		reconnectMaximumDelay: 100,
		fallbackAfter: isBlocked ? 1 : Number.POSITIVE_INFINITY,
		...(isBlocked && {
			createSocket: () => {
				throw new Error('Sockets are blocked here.');
			},
		}),
	});
	realtime.connect({ resumeFrom: position });
	return {
		name,
		relay,
		heard,
		resyncs,
		badFrames: () => realtime.badFrameCount,
		isConnected: () => realtime.state === 'connected',
		async stop() {
			realtime.disconnect();
			await relay.stop();
		},
	};
};

/**
 * Cuts the connections of pages at random while events are written, one page on sockets and one on
 * event streams, and resolves with what did not arrive once and in order.
 */
export const soakRelay = async ({
	rounds,
	seed,
	report,
	longestCalm = 150,
}: RelaySoakOptions): Promise<readonly string[]> => {
	const random = createRandom(seed);
	const started = await startApi({ accessTokenTtl: 3600 });
	const problems: string[] = [];
	try {
		const { token } = await started.signIn();
		const where = { url: started.url, token, position: await started.api.events.position() };
		const pages = [await openPage('socket', where, false), await openPage('event stream', where, true)];
		const written: string[] = [];
		let cutting = true;
		const load = async (): Promise<void> => {
			while (cutting) {
				const ids = Array.from({ length: 1 + Math.floor(random() * 5) }, () => crypto.randomUUID());
				await started.api.events.write(async (_transaction, append) => {
					for (const id of ids)
						await append({ type: 'users:deleted', payload: { id }, permission: 'users:read' } satisfies NewEvent);
				});
				written.push(...ids);
				await delay(random() * 10);
			}
		};
		const loading = load();
		for (let round = 1; round <= rounds; round += 1) {
			// Each cut hits a connection that stands, or is just being resumed: both are worth it.
			while (!pages.every((page) => page.isConnected())) await delay(1);
			await delay(random() < 0.5 ? 0 : random() * longestCalm);
			for (const { relay } of pages) relay.breakAll();
			await delay(1);
			if (round % 50 === 0) report(`${round} cuts, ${written.length} events`);
		}
		cutting = false;
		await loading;

		const deadline = Date.now() + 20_000;
		while (pages.some(({ heard }) => heard.at(-1) !== written.at(-1)) && Date.now() < deadline) await delay(20);
		for (const page of pages) {
			const isRight = page.heard.length === written.length && page.heard.every((id, at) => id === written[at]);
			if (!isRight) problems.push(`${page.name}: ${page.heard.length} of ${written.length} events, or out of order`);
			if (page.resyncs.length > 0) problems.push(`${page.name}: told ${page.resyncs.length} times to fetch again`);
			if (page.badFrames() > 0) problems.push(`${page.name}: ${page.badFrames()} frames could not be read`);
			report(`${page.name}: ${page.heard.length} events over ${page.relay.connectionCount} connections`);
			await page.stop();
		}
	} finally {
		await started.stop();
	}
	return problems;
};
