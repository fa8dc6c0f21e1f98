import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { columnList, fileColumns } from './stored-columns.ts';

export interface FileDiscarding {
	/** They go with their owner and come back with them alone. */
	withOwner: boolean;
	now: Date;
}

/**
 * Files as they go into the trash, by a condition on `files`; answers `id` and `owner_id`. What is kept is what is
 * taken away: a change that is stored meanwhile is in it.
 */
export const filesToTrash = <T = unknown>(
	which: RawBuilder<SqlBool>,
	{ withOwner, now }: FileDiscarding,
): RawBuilder<T> => sql`
	with gone as (delete from files where ${which} returning *)
	insert into deleted_files (id, owner_id, with_owner, content, blob_key, thumbnail_key, deleted_at)
	select id, owner_id, ${withOwner}::boolean, to_jsonb(gone) - 'search_text', blob_key, thumbnail_key, ${now}::timestamptz
	from gone returning id, owner_id`;

/** Files as they come out of the trash, by a condition on `deleted_files`: nobody works on their thumbnails. */
export const filesFromTrash = (which: RawBuilder<SqlBool>): RawBuilder<unknown> => sql`
	insert into files (${columnList(fileColumns)})
	select ${sql.join(fileColumns.map((column) => (column === 'thumbnail_claimed_until' ? sql`null` : sql.ref(`back.${column}`))))}
	from deleted_files, jsonb_populate_record(null::files, content) as back
	where ${which}`;
