/** Fits `createSocket` of `createRealtime`. */
export interface FakeSocket {
	onopen: (() => void) | null;
	onmessage: ((event: { data: unknown }) => void) | null;
	onclose: ((event: { code: number; reason: string }) => void) | null;
	onerror: (() => void) | null;
	send(data: string): void;
	close(code?: number): void;
}
