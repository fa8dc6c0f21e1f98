/** The part of `BroadcastChannel` that is used: what one tab posts, all others get, in order. */
export interface TabChannel {
	onmessage: ((event: { data: unknown }) => void) | null;
	postMessage(message: unknown): void;
	close(): void;
}

/** Undefined where there are no other tabs. */
export type CreateTabChannel = (name: string) => TabChannel | undefined;

/** The browser's, looked up late; none outside a page. */
export const createBrowserTabChannel: CreateTabChannel = (name) =>
	typeof globalThis.window === 'undefined' || typeof BroadcastChannel === 'undefined'
		? undefined
		: (new BroadcastChannel(name) as unknown as TabChannel);
