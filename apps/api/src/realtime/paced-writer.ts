import { setTimeout as delay } from 'node:timers/promises';
import type { Outlets } from './outlets.ts';

/** The part of a socket or a response that is written to. */
export interface ByteSink {
	readonly writableLength: number;
	readonly destroyed: boolean;
	write(bytes: Buffer): boolean;
	cork(): void;
	uncork(): void;
}

export interface PacedWriterOptions {
	sink: ByteSink;
	outlets: Outlets;
	/** Bytes that may wait for the peer to read. */
	limit: number;
	/** Called when more wait. */
	onTooSlow(): void;
}

/** Milliseconds in which a peer has to make room while it gets what it missed. */
const drainTimeout = 30_000;
const drainPoll = 10;

/**
 * Writes that belong together leave together: what is written in one go is one packet, not one
 * system call each. What waits for a slow peer is bounded; frames are shared, so it costs references.
 */
export class PacedWriter {
	readonly #options: PacedWriterOptions;
	#isHeld = false;

	constructor(options: PacedWriterOptions) {
		this.#options = options;
	}

	write(bytes: Buffer): void {
		const { sink, limit, outlets, onTooSlow } = this.#options;
		if (sink.destroyed) return;
		// Looked at once for what belongs together: that has not had its chance to leave yet.
		if (!this.#isHeld) {
			if (sink.writableLength > limit) {
				onTooSlow();
				return;
			}
			this.#isHeld = true;
			sink.cork();
			outlets.hold(this);
		}
		sink.write(bytes);
	}

	release(): void {
		if (!this.#isHeld) return;
		this.#isHeld = false;
		this.#options.sink.uncork();
	}

	/** Resolves when at most half of the limit is waiting; undefined when that is so already. */
	drained(): Promise<void> | undefined {
		return this.#hasRoom() ? undefined : this.#waitForRoom();
	}

	#hasRoom(): boolean {
		const { sink, limit } = this.#options;
		return sink.destroyed || sink.writableLength <= limit / 2;
	}

	async #waitForRoom(): Promise<void> {
		for (let waited = 0; waited < drainTimeout; waited += drainPoll) {
			await delay(drainPoll);
			if (this.#hasRoom()) return;
		}
		this.#options.onTooSlow();
	}
}
