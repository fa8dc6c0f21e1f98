/** The part of `WebSocket` that the connection uses. */
export interface RealtimeSocket {
	onopen: (() => void) | null;
	onmessage: ((event: { data: unknown }) => void) | null;
	onclose: ((event: { code: number; reason: string }) => void) | null;
	onerror: (() => void) | null;
	send(data: string): void;
	close(code?: number, reason?: string): void;
}

export type CreateSocket = (url: string) => RealtimeSocket;

export const createBrowserSocket: CreateSocket = (url) => new WebSocket(url) as unknown as RealtimeSocket;
