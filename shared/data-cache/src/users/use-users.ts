import type { UpdateUserBody, User, UsersList, UsersListQuery } from '@flotilla/contracts';
import { useDataCache } from '../react/data-cache-context.ts';
import { type CachedOptions, type QueryResult, useCached } from '../react/use-cached.ts';
import type { VersionedWriteOptions } from '../writes/row-writes.ts';
import { userKeys } from './user-keys.ts';

/** A page of users. By default the page before stays on screen until the next one is here. Null fetches nothing. */
export const useUsers = (
	query: UsersListQuery | null = {},
	{ keepPrevious = true, giveUp }: CachedOptions = {},
): QueryResult<UsersList> => useCached<UsersList>(query && userKeys.list(query), { keepPrevious, giveUp });

/** Null or undefined fetches nothing. */
export const useUser = (id: string | null | undefined): QueryResult<User> =>
	useCached<User>(id == null ? null : userKeys.detail(id));

/** Shown at once in every list and page; taken back if the server refuses, and the promise rejects. */
export type UpdateUser = (id: string, body: UpdateUserBody, options?: VersionedWriteOptions) => Promise<User>;

/** The same function for as long as the cache is the same. */
export const useUpdateUser = (): UpdateUser => useDataCache().updateUser;
