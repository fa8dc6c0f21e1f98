/**
 * Short messages between the nodes of one suite. They may get lost: whoever listens must also look
 * by itself, now and then.
 */
export interface Signals {
	/** Sends JSON to every node, this one included. Never throws and never waits. */
	publish(channel: string, message: unknown): void;
	/** Returns its unsubscribe. */
	subscribe(channel: string, listener: (message: unknown) => void): () => void;
	close(): Promise<void>;
}
