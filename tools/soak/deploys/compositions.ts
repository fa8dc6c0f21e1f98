import type { Composition, CompositionFiles } from '@flotilla/contracts';

export interface ComposedBuilds {
	id: string;
	/** By app. */
	versions: ReadonlyMap<string, string>;
	/** Addresses of all that a page of it may load. */
	files: ReadonlySet<string>;
}

/** What the registry says is in each composition. Asked once, as a composition never changes. */
export const createCompositions = (registryUrl: string): ((id: string) => Promise<ComposedBuilds>) => {
	const known = new Map<string, Promise<ComposedBuilds>>();
	const read = async (path: string): Promise<unknown> => {
		const answer = await fetch(`${registryUrl}/registry/v1/compositions/${path}`);
		if (!answer.ok) throw new Error(`${path} answered ${answer.status}.`);
		return ((await answer.json()) as { data: unknown }).data;
	};
	const ask = async (id: string): Promise<ComposedBuilds> => {
		const [{ shell, remotes }, { files }] = await Promise.all([
			read(id) as Promise<Composition>,
			read(`${id}/files`) as Promise<CompositionFiles>,
		]);
		return {
			id,
			versions: new Map([shell, ...remotes].map(({ app, version }) => [app, version])),
			files: new Set(files.map(({ url }) => url)),
		};
	};
	return (id) => {
		const found = known.get(id) ?? ask(id);
		known.set(id, found);
		return found;
	};
};
