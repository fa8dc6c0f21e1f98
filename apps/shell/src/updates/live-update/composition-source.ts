import type { Composition, CompositionFiles } from '@flotilla/contracts';

export interface CompositionSource {
	/** The id of the composition that a load of the page would get now: as this visitor, with this browser's cookies. */
	currentId(): Promise<string>;
	/** A composition with the hashes of all that it may run. */
	read(id: string): Promise<Composition>;
	/** Resolves once these files are there and what their hashes say. */
	check(addresses: readonly string[], integrity: Readonly<Record<string, string>>): Promise<void>;
}

interface SourceOptions {
	/** Default: the registry that served the page. */
	registryUrl?: string;
	/** Milliseconds for one answer. Default 10,000. */
	timeout?: number;
	/** Default: the global one. */
	fetch?: typeof globalThis.fetch;
}

const isScriptOrStyle = /\.(?:m?js|css)$/;

/** What the registry says of compositions. All of it rejects when no answer, or none of use, comes. */
export const createCompositionSource = ({
	registryUrl = '/registry/v1',
	timeout = 10_000,
	fetch = (...parameters) => globalThis.fetch(...parameters),
}: SourceOptions = {}): CompositionSource => {
	const ask = async (url: string, options: RequestInit = {}): Promise<Response> => {
		const answer = await fetch(url, { ...options, signal: AbortSignal.timeout(timeout) });
		if (!answer.ok) throw new Error(`${url} answered ${answer.status}.`);
		return answer;
	};
	const askFor = async <T>(path: string): Promise<T> =>
		((await (await ask(`${registryUrl}${path}`)).json()) as { data: T }).data;

	return {
		async currentId() {
			const { headers } = await ask('/', { method: 'HEAD', headers: { accept: 'text/html' }, cache: 'no-store' });
			const id = headers.get('x-flotilla-composition');
			if (id === null) throw new Error('The page came with no composition.');
			return id;
		},
		async read(id) {
			const [composition, { files }] = await Promise.all([
				askFor<Composition>(`/compositions/${id}`),
				askFor<CompositionFiles>(`/compositions/${id}/files`),
			]);
			const hashed = files.filter(({ url }) => isScriptOrStyle.test(url));
			return { ...composition, integrity: Object.fromEntries(hashed.map(({ url, integrity }) => [url, integrity])) };
		},
		async check(addresses, integrity) {
			await Promise.all(
				addresses.map(async (url) => {
					const hash = integrity[url];
					if (hash === undefined) throw new Error(`The composition has no hash for ${url}.`);
					// Rejected by the browser where the bytes have another one.
					await (await ask(url, { integrity: hash })).arrayBuffer();
				}),
			);
		},
	};
};
