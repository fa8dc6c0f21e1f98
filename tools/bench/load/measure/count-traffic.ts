import type { CDPSession } from 'playwright-core';

export const kinds = ['html', 'js', 'css', 'font', 'api', 'other'] as const;
export type Kind = (typeof kinds)[number];

/** Bytes as they came over the network, headers and compression included, and requests. */
export type Traffic = Record<Kind, { bytes: number; requests: number }>;

export interface TrafficCounter {
	read(): Traffic;
	/** Settles once nothing was on its way for so many milliseconds. Rejects when a request fails, or after half a minute. */
	quiet(milliseconds: number): Promise<void>;
}

interface Finished {
	requestId: string;
	encodedDataLength: number;
}

/** Counts what a page loads from now on, by the browser's own books. Sockets do not count. */
export const countTraffic = async (cdp: CDPSession): Promise<TrafficCounter> => {
	const kindOf = new Map<string, Kind>();
	const underWay = new Set<string>();
	const traffic = Object.fromEntries(kinds.map((kind) => [kind, { bytes: 0, requests: 0 }])) as Traffic;
	let failure: Error | undefined;
	let lastChange = Date.now();

	cdp.on('Network.requestWillBeSent', ({ requestId, request: { url } }) => {
		if (url.startsWith('data:') || url.startsWith('blob:')) return;
		lastChange = Date.now();
		kindOf.set(requestId, kindOfUrl(url));
		underWay.add(requestId);
	});
	cdp.on('Network.responseReceived', ({ response: { status, url } }) => {
		if (status >= 400) failure ??= new Error(`${url} answered ${status}`);
	});
	cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }: Finished) => {
		const kind = kindOf.get(requestId);
		if (kind === undefined || !underWay.delete(requestId)) return;
		lastChange = Date.now();
		traffic[kind].bytes += encodedDataLength;
		traffic[kind].requests += 1;
	});
	cdp.on('Network.loadingFailed', ({ requestId, errorText }) => {
		if (underWay.delete(requestId)) failure ??= new Error(`A request failed: ${errorText}`);
	});
	await cdp.send('Network.enable');

	return {
		read: () => structuredClone(traffic),
		async quiet(milliseconds) {
			const deadline = Date.now() + 30_000;
			while (underWay.size > 0 || Date.now() - lastChange < milliseconds) {
				if (failure !== undefined) break;
				if (Date.now() > deadline) throw new Error('The page does not stop loading');
				await new Promise((resolve) => setTimeout(resolve, 50));
			}
			if (failure !== undefined) throw failure;
		},
	};
};

const kindOfUrl = (url: string): Kind => {
	const { pathname } = new URL(url);
	if (pathname.startsWith('/api/')) return 'api';
	const ending = /\.(\w+)$/.exec(pathname)?.[1];
	if (ending === undefined) return 'html';
	if (ending === 'js' || ending === 'css') return ending;
	return ending === 'woff2' ? 'font' : 'other';
};
