import type { SessionEndReason } from './session-state.ts';

export type SessionNews = { type: 'signed-in'; userId: string } | { type: 'signed-out'; reason: SessionEndReason };

/** The part of `BroadcastChannel` that is used. */
export interface NewsChannel {
	onmessage: ((event: { data: unknown }) => void) | null;
	postMessage(message: unknown): void;
	close(): void;
}

export type CreateChannel = (name: string) => NewsChannel;

/** Undefined where there are no other tabs. */
export const createBrowserChannel = (name: string): NewsChannel | undefined =>
	typeof globalThis.window === 'undefined' || typeof BroadcastChannel === 'undefined'
		? undefined
		: (new BroadcastChannel(name) as unknown as NewsChannel);

export const channelName = 'flotilla.session';

/** Another tab may run another version: what it says is checked. */
export const readNews = (data: unknown): SessionNews | null => {
	if (typeof data !== 'object' || data === null) return null;
	const { type, userId, reason } = data as Record<string, unknown>;
	if (type === 'signed-in' && typeof userId === 'string') return { type, userId };
	if (type === 'signed-out' && (reason === 'requested' || reason === 'expired' || reason === 'revoked')) {
		return { type, reason };
	}
	return null;
};
