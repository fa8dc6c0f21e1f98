import { type Insertable, type RawBuilder, sql } from 'kysely';
import type { FilesTable, UsersTable } from '../database/schema.ts';

/** Every column that is stored, each once: one that is missing here would be lost on the way back. */
const listColumns =
	<T>() =>
	<const C extends readonly (keyof Insertable<T> & string)[]>(
		...columns: [Exclude<keyof Insertable<T>, C[number]>] extends [never] ? C : never
	): C =>
		columns;

export const userColumns = listColumns<UsersTable>()(
	'id',
	'email',
	'first_name',
	'last_name',
	'password_hash',
	'role',
	'status',
	'email_verified',
	'version',
	'created_at',
	'updated_at',
	'last_sign_in_at',
	'avatar_id',
	'avatar_key',
);

export const fileColumns = listColumns<FilesTable>()(
	'id',
	'owner_id',
	'filename',
	'original_name',
	'mime_type',
	'size',
	'blob_key',
	'thumbnail_status',
	'thumbnail_key',
	'thumbnail_claimed_until',
	'version',
	'created_at',
);

/** `a, b, c`, of `table` when one is named. */
export const columnList = (columns: readonly string[], table?: string): RawBuilder<unknown> =>
	sql.join(columns.map((column) => sql.ref(table === undefined ? column : `${table}.${column}`)));
