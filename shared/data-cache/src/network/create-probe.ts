export interface ProbeOptions {
	/** A public GET of the API that costs next to nothing. */
	url: string;
	/** Default: the global one. */
	fetch?: ((request: Request) => Promise<Response>) | undefined;
}

/**
 * Asks whether the API answers, past its client: neither a token nor an open circuit is in the way. Only an answer in
 * the API's own form counts: a portal's page is none, and a gateway's error neither.
 */
export const createProbe =
	({ url, fetch = (request) => globalThis.fetch(request) }: ProbeOptions) =>
	async (signal: AbortSignal): Promise<boolean> => {
		const request = new Request(new URL(url, globalThis.location?.href), {
			cache: 'no-store',
			credentials: 'omit',
			signal,
		});
		const response = await fetch(request);
		if (!response.ok) return false;
		const body: unknown = await response.json();
		return Object(body).success === true;
	};
