import type { EndedOperation } from './outbox.ts';
import type { OutboxDelta } from './outbox-transaction.ts';

/** The part of `BroadcastChannel` that is used. */
export interface OutboxChannel {
	onmessage: ((event: { data: unknown }) => void) | null;
	postMessage(message: unknown): void;
	close(): void;
}

/** What the tabs tell each other. `version`: another tab may run another build. */
export interface OutboxNews {
	readonly version: 1;
	readonly delta: OutboxDelta;
	readonly ended: readonly EndedOperation[];
}

export const readOutboxNews = (data: unknown): OutboxNews | null => {
	const news = Object(data) as Partial<OutboxNews>;
	const isKnown =
		news.version === 1 &&
		Array.isArray(news.delta?.put) &&
		Array.isArray(news.delta.removed) &&
		Array.isArray(news.ended);
	return isKnown ? (news as OutboxNews) : null;
};

export const createBrowserChannel = (name: string): OutboxChannel => new BroadcastChannel(name) as OutboxChannel;
