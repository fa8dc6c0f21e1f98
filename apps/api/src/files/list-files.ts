import {
	documentFileTypes,
	type FileCategory,
	type FileSortField,
	type FilesList,
	type FilesSlice,
	type filesListQuery,
	type StoredFile,
} from '@flotilla/contracts';
import { type Expression, type Kysely, type SqlBool, sql } from 'kysely';
import type * as z from 'zod/mini';
import type { Cursors } from '../database/cursor.ts';
import { fetchSorted, type SortedList } from '../database/fetch-sorted.ts';
import { fetchKeysetPage } from '../database/keyset-page.ts';
import { describePage } from '../database/paging.ts';
import type { FileRow, Schema } from '../database/schema.ts';
import { containsWords } from '../database/search.ts';
import type { SortTerm } from '../database/sort-order.ts';
import type { UrlSigner } from './signed-url.ts';
import { toStoredFile } from './to-stored-file.ts';

export interface ListFilesOptions {
	database: Kysely<Schema>;
	cursors: Cursors;
	signer: UrlSigner;
	/** Whose files; undefined: everybody's. */
	ownerId: string | undefined;
	query: z.output<typeof filesListQuery>;
}

const sortTerms = {
	createdAt: { expression: sql.ref('created_at'), type: 'timestamptz' },
	name: { expression: sql.ref('search_text'), type: 'text' },
	size: { expression: sql.ref('size'), type: 'bigint' },
} as const satisfies Record<FileSortField, SortTerm>;

const isOfCategory = (category: FileCategory): Expression<SqlBool> => {
	const isDocument = sql<SqlBool>`mime_type in (${sql.join(documentFileTypes)})`;
	if (category === 'document') return isDocument;
	if (category !== 'other') return sql<SqlBool>`mime_type like ${`${category}/%`}`;
	return sql<SqlBool>`mime_type !~ '^(image|audio|video)/' and not ${isDocument}`;
};

const toSortedList = ({ ownerId, query }: ListFilesOptions): SortedList<'files'> => {
	const { search, type, sortBy, sortOrder } = query;
	return {
		table: 'files',
		scope: ownerId === undefined ? [] : [sql<SqlBool>`owner_id = ${ownerId}`],
		conditions: [
			...(type === undefined ? [] : [isOfCategory(type)]),
			...containsWords(sql.ref('search_text'), search ?? ''),
		],
		order: {
			name: `files:${sortBy}`,
			terms: [sortTerms[sortBy], { expression: sql.ref('id'), type: 'uuid' }],
			direction: sortOrder,
		},
	};
};

/** A page with its total, or with a cursor a slice without one. Throws `HttpError` CURSOR_INVALID. */
export const listFiles = async (options: ListFilesOptions): Promise<FilesList | FilesSlice> => {
	const { database, cursors, signer, query } = options;
	const { page, limit, cursor } = query;
	const list = toSortedList(options);

	const present = async (rows: readonly FileRow[]): Promise<StoredFile[]> => {
		const ids = [...new Set(rows.map((row) => row.owner_id))];
		if (ids.length === 0) return [];
		const owners = await database
			.selectFrom('users')
			.select(['id', 'first_name', 'last_name'])
			.where('id', 'in', ids)
			.execute();
		const byId = new Map(owners.map((owner) => [owner.id, owner]));
		return rows.flatMap((row) => {
			const owner = byId.get(row.owner_id);
			// Deleted meanwhile, and the file with them.
			if (owner === undefined) return [];
			const { first_name: owner_first_name, last_name: owner_last_name } = owner;
			return [toStoredFile(signer, { ...row, owner_first_name, owner_last_name })];
		});
	};

	if (cursor !== undefined) {
		const slice = await fetchKeysetPage(database, list, { cursors, cursor, limit });
		return { files: await present(slice.rows), cursors: slice.cursors };
	}
	let matching = database.selectFrom('files');
	for (const condition of [...(list.scope ?? []), ...list.conditions]) matching = matching.where(condition);
	const { total } = await matching
		.select((expression) => expression.fn.countAll<number>().as('total'))
		.executeTakeFirstOrThrow();
	const rows = await fetchSorted(database, list, { limit, offset: (page - 1) * limit });
	return { files: await present(rows), pagination: describePage(query, total) };
};
