/** What the processes of the broadcast bench tell each other. */
export type ToServer = { broadcast: number } | { measure: true } | { stop: true };
export type FromServer = { url: string; token: string } | { memory: number };
export type ToClients = { connect: number; url: string; token: string } | { expect: number } | { stop: true };
export type FromClients = { connected: true } | { received: true };

export const settledMemory = async (): Promise<number> => {
	// A collection frees what the one before has finalised.
	for (let count = 0; count < 4; count += 1) {
		// The kind that gives back what the heap only keeps in reserve.
		globalThis.gc?.({ type: 'major', execution: 'sync', flavor: 'last-resort' });
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
	return process.memoryUsage.rss();
};
