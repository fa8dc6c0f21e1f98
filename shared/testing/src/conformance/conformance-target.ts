/** A `WebSocket`, as far as the suite needs one. */
export interface ConformanceSocket {
	onopen: ((event: never) => void) | (() => void) | null;
	onmessage: ((event: MessageEvent) => void) | ((event: { data: unknown }) => void) | null;
	onclose: ((event: CloseEvent) => void) | ((event: { code: number; reason: string }) => void) | null;
	send(data: string): void;
	close(code?: number): void;
}

/** Something that says it is the API: the fake backend, or the real one. */
export interface ConformanceTarget {
	/** As `fetch`, for addresses such as `/api/users`. */
	fetch(path: string, init?: RequestInit): Promise<Response>;
	/** Connects to `/ws`. */
	openSocket(): ConformanceSocket;
	/** An active administrator. */
	administrator: { email: string; password: string };
	/** The token of the last link that was mailed to an address. */
	lastLinkTo(email: string): Promise<string | undefined>;
	stop(): Promise<void>;
}
