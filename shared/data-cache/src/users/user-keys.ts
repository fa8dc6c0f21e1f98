import type { User, UsersList, UsersListQuery } from '@flotilla/contracts';
import { keyQuery, type ResourceKey, toKey } from '../cache/resource-key.ts';

export type UsersListKey = ResourceKey<UsersList>;
export type UserKey = ResourceKey<User>;

export const userKeys = {
	list: (query: UsersListQuery = {}): UsersListKey => toKey('users', 'list', keyQuery(query)),
	detail: (id: string): UserKey => toKey('users', 'detail', id),
};
