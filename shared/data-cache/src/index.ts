export { meKey } from './auth/me-resource.ts';
export { useMe } from './auth/use-me.ts';
export type { ResourceKey } from './cache/resource-key.ts';
export { createDataCache, type DataCacheOptions } from './create-data-cache.ts';
export type { DataCache } from './data-cache.ts';
export { type FileKey, type FilesListKey, fileKeys } from './files/file-keys.ts';
export {
	type RemoveFile,
	type UploadFile,
	useFile,
	useFiles,
	useRemoveFile,
	useUploadFile,
} from './files/use-files.ts';
export { DataCacheProvider, useDataCache } from './react/data-cache-context.ts';
export type { QueryResult } from './react/use-cached.ts';
export { type UpdateUser, useUpdateUser, useUser, useUsers } from './users/use-users.ts';
export { type UserKey, type UsersListKey, userKeys } from './users/user-keys.ts';
