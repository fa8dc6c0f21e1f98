import type { UsersListQuery } from '@flotilla/contracts';
import { keyQuery } from '../cache/resource-key.ts';

export type UsersListKey = readonly ['users', 'list', UsersListQuery];
export type UserKey = readonly ['users', 'detail', string];

export const userKeys = {
	list: (query: UsersListQuery = {}): UsersListKey => ['users', 'list', keyQuery(query)],
	detail: (id: string): UserKey => ['users', 'detail', id],
};
