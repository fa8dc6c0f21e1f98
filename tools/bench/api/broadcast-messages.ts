/** What the processes of the broadcast bench tell each other. */
export type ToServer = { broadcast: number } | { measure: true } | { stop: true };
export type FromServer = { url: string; token: string } | { memory: Memory };

/** Bytes. */
export interface Memory {
	/** What is held: heap and buffers of the main thread, after a collection. */
	held: number;
	/** What the system has given to the process, with the database that the API runs in a thread. */
	resident: number;
}

export type ToClients = { connect: number; url: string; token: string } | { expect: number } | { stop: true };
export type FromClients = { connected: true } | { received: true };

export const settledMemory = async (): Promise<Memory> => {
	// A collection frees what the one before has finalised.
	for (let count = 0; count < 4; count += 1) {
		// The kind that gives back what the heap only keeps in reserve.
		globalThis.gc?.({ type: 'major', execution: 'sync', flavor: 'last-resort' });
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
	const { heapUsed, external, rss } = process.memoryUsage();
	return { held: heapUsed + external, resident: rss };
};
