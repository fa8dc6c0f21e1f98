import type { CompositionFiles } from '@flotilla/contracts';

/** What a stored page keeps of its answer: its policy above all, whose nonce is in its text. */
const keptHeaders = [
	'content-type',
	'content-security-policy',
	'cross-origin-opener-policy',
	'referrer-policy',
	'x-content-type-options',
	'x-flotilla-composition',
];

/** The page that a load gets now, without what one route preloads: it fits every address. Rejects when none comes. */
export const fetchPage = async (request: typeof fetch): Promise<{ id: string; page: Response }> => {
	const answer = await request('/', { headers: { accept: 'text/html' }, cache: 'no-cache' });
	const id = answer.headers.get('x-flotilla-composition');
	if (!answer.ok || id === null) throw new Error(`The page answered ${answer.status}, with no composition.`);
	const headers = new Headers();
	for (const name of keptHeaders) {
		const value = answer.headers.get(name);
		if (value !== null) headers.set(name, value);
	}
	// A new answer, as the one that came may be a redirect's, which a browser takes for no navigation.
	return { id, page: new Response(await answer.text(), { headers }) };
};

/** Rejects when the registry does not say what is in the composition. */
export const fetchFiles = async (request: typeof fetch, id: string): Promise<CompositionFiles['files']> => {
	const answer = await request(`/registry/v1/compositions/${id}/files`);
	if (!answer.ok) throw new Error(`The files of ${id} answered ${answer.status}.`);
	const { data } = (await answer.json()) as { data: CompositionFiles };
	return data.files;
};
