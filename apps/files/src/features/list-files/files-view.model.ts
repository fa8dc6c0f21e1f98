import {
	type FileCategory,
	type FileSortField,
	type FilesListQuery,
	fileCategories,
	fileSortFields,
} from '@flotilla/contracts';

export type FilesLayout = 'list' | 'grid';

/** What the list shows. The address bar is its only store. */
export interface FilesView {
	search: string;
	/** Only the signed-in person's own. */
	mine: boolean;
	/** Null: of all types. */
	type: FileCategory | null;
	sortBy: FileSortField;
	sortOrder: 'asc' | 'desc';
	/** Null: as it was last time. */
	layout: FilesLayout | null;
}

/** Files that are fetched at a time. */
const filesAtATime = 50;

const oneOf = <T extends string>(text: string | null, values: readonly T[]): T | null =>
	values.find((value) => value === text) ?? null;

/** Anything may stand in an address: what is not understood counts as not said. */
export const readFilesView = (params: URLSearchParams): FilesView => ({
	search: (params.get('search') ?? '').trim().slice(0, 200),
	mine: params.get('owner') === 'me',
	type: oneOf(params.get('type'), fileCategories),
	sortBy: oneOf(params.get('sort'), fileSortFields) ?? 'createdAt',
	sortOrder: oneOf(params.get('order'), ['asc', 'desc']) ?? naturalOrder(oneOf(params.get('sort'), fileSortFields)),
	layout: oneOf(params.get('view'), ['list', 'grid']),
});

export const writeFilesView = ({ search, mine, type, sortBy, sortOrder, layout }: FilesView): URLSearchParams => {
	const params = new URLSearchParams();
	if (search !== '') params.set('search', search);
	if (mine) params.set('owner', 'me');
	if (type !== null) params.set('type', type);
	if (sortBy !== 'createdAt') params.set('sort', sortBy);
	if (sortOrder !== naturalOrder(sortBy)) params.set('order', sortOrder);
	if (layout !== null) params.set('view', layout);
	return params;
};

/** Names from A on, the rest from the newest or largest on. */
export const naturalOrder = (sortBy: FileSortField | null): 'asc' | 'desc' => (sortBy === 'name' ? 'asc' : 'desc');

/** Whether it leaves anything out that the person may see. */
export const isFiltered = ({ search, mine, type }: FilesView): boolean => search !== '' || mine || type !== null;

export interface FilesReader {
	id: string;
	/** Holds `files:read-any`. */
	readsAny: boolean;
}

/** What the list asks for. */
export interface FilesQueries {
	list: Omit<FilesListQuery, 'page'>;
	/** A list that grows is not counted: how many there are says a page of it. */
	count: FilesListQuery;
}

/** Asks for the reader's own files unless they may see other people's, which the server would refuse. */
export const toFilesQueries = (
	{ search, mine, type, sortBy, sortOrder }: FilesView,
	reader: FilesReader,
): FilesQueries => {
	const query = {
		...(search !== '' && { search }),
		...(type !== null && { type }),
		...((mine || !reader.readsAny) && { ownerId: reader.id }),
		...(sortBy !== 'createdAt' && { sortBy }),
		...(sortOrder !== 'desc' && { sortOrder }),
	};
	return { list: { ...query, limit: filesAtATime }, count: { ...query, page: 1, limit: 1 } };
};
