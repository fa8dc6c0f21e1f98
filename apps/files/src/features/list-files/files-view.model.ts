import type { FilesListQuery } from '@flotilla/contracts';

/** What the list shows. The address bar is its only store. */
export interface FilesView {
	search: string;
	/** Only the signed-in person's own. */
	mine: boolean;
	/** 1-based. */
	page: number;
}

export const rowsPerPage = 20;

/** Anything may stand in an address: what is not understood counts as not said. */
export const readFilesView = (params: URLSearchParams): FilesView => ({
	search: (params.get('search') ?? '').trim().slice(0, 200),
	mine: params.get('owner') === 'me',
	page: readPage(params.get('page')),
});

export const writeFilesView = ({ search, mine, page }: FilesView): URLSearchParams => {
	const params = new URLSearchParams();
	if (search !== '') params.set('search', search);
	if (mine) params.set('owner', 'me');
	if (page !== 1) params.set('page', String(page));
	return params;
};

/** Another question starts on its first page. */
export const changeFilesView = (view: FilesView, change: Partial<FilesView>): FilesView => ({
	...view,
	page: 1,
	...change,
});

export interface FilesReader {
	id: string;
	/** Holds `files:read-any`. */
	readsAny: boolean;
}

/** Asks for the reader's own files unless they may see other people's, which the server would refuse. */
export const toFilesListQuery = ({ search, mine, page }: FilesView, reader: FilesReader): FilesListQuery => ({
	page,
	limit: rowsPerPage,
	...(search !== '' && { search }),
	...((mine || !reader.readsAny) && { ownerId: reader.id }),
});

const readPage = (text: string | null): number => {
	const page = text !== null && /^\d{1,7}$/.test(text) ? Number(text) : 1;
	return page >= 1 && page <= 1_000_000 ? page : 1;
};
