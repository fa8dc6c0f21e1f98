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

/** What all writers share. */
export interface PacedWriterContext {
	outlets: Outlets;
	settings: { maximumBufferedAmount: number };
}

/** Whose bytes are written. */
export interface Paced {
	/** Called when more wait than may. */
	close(reason: 'SLOW_CONSUMER'): void;
}

/** Milliseconds in which a peer has to make room while it gets what it missed. */
const drainTimeout = 30_000;
const drainPoll = 10;

/**
 * Writes that belong together leave together: what is written in one go is one packet, not one
 * system call each. What waits for a slow peer is bounded; frames are shared, so it costs references.
 */
export class PacedWriter {
	readonly #context: PacedWriterContext;
	readonly #sink: ByteSink;
	readonly #owner: Paced;
	#isHeld = false;

	/** Three arguments in place of options: there is one writer for each of thousands of sockets. */
	constructor(context: PacedWriterContext, sink: ByteSink, owner: Paced) {
		this.#context = context;
		this.#sink = sink;
		this.#owner = owner;
	}

	write(bytes: Buffer): void {
		const sink = this.#sink;
		if (sink.destroyed) return;
		// Looked at once for what belongs together: that has not had its chance to leave yet.
		if (!this.#isHeld) {
			if (sink.writableLength > this.#context.settings.maximumBufferedAmount) {
				this.#owner.close('SLOW_CONSUMER');
				return;
			}
			this.#isHeld = true;
			sink.cork();
			this.#context.outlets.hold(this);
		}
		sink.write(bytes);
	}

	release(): void {
		if (!this.#isHeld) return;
		this.#isHeld = false;
		this.#sink.uncork();
	}

	/** Resolves when at most half of the limit is waiting; undefined when that is so already. */
	drained(): Promise<void> | undefined {
		return this.#hasRoom() ? undefined : this.#waitForRoom();
	}

	#hasRoom(): boolean {
		const { maximumBufferedAmount } = this.#context.settings;
		return this.#sink.destroyed || this.#sink.writableLength <= maximumBufferedAmount / 2;
	}

	async #waitForRoom(): Promise<void> {
		for (let waited = 0; waited < drainTimeout; waited += drainPoll) {
			await delay(drainPoll);
			if (this.#hasRoom()) return;
		}
		this.#owner.close('SLOW_CONSUMER');
	}
}
