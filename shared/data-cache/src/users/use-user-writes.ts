import type { CreateUserBody, User } from '@flotilla/contracts';
import type { ResourceHandle } from '../data-cache.ts';
import { useDataCache } from '../react/data-cache-context.ts';
import type { CreateOptions, VersionedWriteOptions } from '../writes/row-writes.ts';
import { usersDefinition } from './users-definition.ts';

/**
 * In the lists at once, with the id that the person keeps; the promise rejects with an `ApiError`. Without a network it
 * waits in the outbox, and answers what is shown meanwhile.
 */
export type CreateUser = (body: CreateUserBody, options?: Omit<CreateOptions, 'id'>) => Promise<User>;

/**
 * Leaves the lists at once; back if the server refuses, and the promise rejects. Who is gone already counts as deleted.
 * Without a network it waits in the outbox, and resolves.
 */
export type RemoveUser = (id: string, options?: VersionedWriteOptions) => Promise<void>;

const useUsersResource = (): ResourceHandle => useDataCache().resource(usersDefinition);

/** The same function for as long as the cache is the same. */
export const useCreateUser = (): CreateUser =>
	useUsersResource().create as (...input: never[]) => Promise<unknown> as CreateUser;

/** The same function for as long as the cache is the same. */
export const useRemoveUser = (): RemoveUser => useUsersResource().remove;
