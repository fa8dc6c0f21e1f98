import { type AuthResponse, authResponse } from '@flotilla/contracts';
import type { SessionEndReason } from './session-state.ts';

/** A token on its way to another tab, with whose it is. */
export interface Grant {
	answer: AuthResponse;
	/** Milliseconds since 1970 by the clock of this device, which all tabs share: a tab that slept hears it late. */
	endsAt: number;
}

export type SessionNews =
	| ({ type: 'signed-in' } & Grant)
	/** Told to all after a refresh, and to whoever wanted a token. */
	| ({ type: 'renewed' } & Grant)
	/** Asked before a refresh: somebody may have a better token than `refused`. */
	| { type: 'token-wanted'; refused: string | null }
	/** The answer of a tab that has none better. */
	| { type: 'no-token' }
	/** `token`: the last one of who tells it. */
	| { type: 'signed-out'; reason: SessionEndReason; userId: string | null; token: string | null };

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

const reasons: readonly unknown[] = ['requested', 'expired', 'revoked'] satisfies SessionEndReason[];
const isText = (value: unknown): value is string => typeof value === 'string';
const isTextOrNull = (value: unknown): value is string | null => value === null || isText(value);

/** Another tab may run another version: what it says is checked. */
export const readNews = (data: unknown): SessionNews | null => {
	if (typeof data !== 'object' || data === null) return null;
	const { type, answer, endsAt, refused, reason, userId, token } = data as Record<string, unknown>;
	if (type === 'signed-in' || type === 'renewed') {
		const parsed = authResponse.safeParse(answer);
		return parsed.success && typeof endsAt === 'number' ? { type, answer: parsed.data, endsAt } : null;
	}
	if (type === 'token-wanted') return isTextOrNull(refused) ? { type, refused } : null;
	if (type === 'no-token') return { type };
	if (type === 'signed-out' && reasons.includes(reason) && isTextOrNull(userId) && isTextOrNull(token)) {
		return { type, reason: reason as SessionEndReason, userId, token };
	}
	return null;
};
