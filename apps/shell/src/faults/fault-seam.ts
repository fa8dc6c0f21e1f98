import type { BeforeRequest } from '@flotilla/api-client';
import type { CreateSocket, RealtimeSocket } from '@flotilla/event-bus';
import type { LoadRemoteModule } from '@flotilla/federation';

/** What comes between the page and what it asks for, while somebody tries what happens then. */
export interface FaultLine {
	beforeRequest: BeforeRequest;
	/** False: sockets come to nothing. */
	letsSocketsThrough(): boolean;
	/** Loads a remote, or does not. */
	loadRemote(address: Parameters<LoadRemoteModule>[0], load: LoadRemoteModule): ReturnType<LoadRemoteModule>;
}

/**
 * The one place where faults get into a page: before the API's requests, the socket and the code of remotes. It is in
 * every page and does nothing until `create-faults.ts`, which asks who is there first, gives it a line.
 */
export interface FaultSeam {
	/** Null: everything passes as it is. */
	use(line: FaultLine | null): void;
	isOn(): boolean;
	/** Called when it begins or ends to be in the way. Answers how to stop. */
	subscribe(listener: () => void): () => void;
	/** Ends the socket that is open, so that the page looks for another. */
	cutSocket(): void;
	/** For the platform. */
	readonly environment: { beforeRequest: BeforeRequest; createSocket: CreateSocket };
	/** For the federation. */
	wrapLoader(load: LoadRemoteModule): LoadRemoteModule;
}

interface FaultSeamOptions {
	/** Default: the browser's `WebSocket`. */
	openSocket?: CreateSocket;
}

export const createFaultSeam = ({
	openSocket = (url) => new WebSocket(url) as unknown as RealtimeSocket,
}: FaultSeamOptions = {}): FaultSeam => {
	const listeners = new Set<() => void>();
	let line: FaultLine | null = null;
	let opened: RealtimeSocket | undefined;
	return {
		use(next) {
			line = next;
			for (const listener of [...listeners]) listener();
		},
		isOn: () => line !== null,
		subscribe(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		cutSocket: () => opened?.close(),
		environment: {
			beforeRequest: (request, signal) => line?.beforeRequest(request, signal),
			createSocket(url) {
				if (line?.letsSocketsThrough() === false) throw new Error('A fault keeps sockets from being opened.');
				opened = openSocket(url);
				return opened;
			},
		},
		wrapLoader: (load) => (address) => line?.loadRemote(address, load) ?? load(address),
	};
};
