export { auditKeys } from './audit/audit-resource.ts';
export { useAuditCounts } from './audit/use-audit-counts.ts';
export { meKey } from './auth/me-resource.ts';
export { sessionsKey } from './auth/sessions-resource.ts';
export { useMe } from './auth/use-me.ts';
export { type EndSessions, useEndSessions, useSessions } from './auth/use-sessions.ts';
export type { CachedEntry, InspectedEntry } from './cache/cached-entry.ts';
export type { Row } from './cache/change.ts';
export type { QueuedWrites, Write, WriteAnswer, WriteQueue } from './cache/queued-writes.ts';
export type { ResourceKey } from './cache/resource-key.ts';
export { createDataCache, type DataCacheOptions } from './create-data-cache.ts';
export type { DataCache } from './data-cache.ts';
export { type FileKey, type FilesListKey, fileKeys } from './files/file-keys.ts';
export {
	type GrowingFilesQuery,
	type RemoveFiles,
	type RenameFile,
	useGrowingFiles,
	useLoadUploads,
	useRemoveFiles,
	useRenameFile,
} from './files/use-browsed-files.ts';
export {
	type RemoveFile,
	type RestoreFiles,
	type StartUpload,
	type UploadFile,
	useFile,
	useFiles,
	useRemoveFile,
	useRestoreFiles,
	useStartUpload,
	useUploadFile,
} from './files/use-files.ts';
export { useFilesUsage } from './files/use-files-usage.ts';
export { createNetworkState, type NetworkStateOptions } from './network/create-network-state.ts';
export { createProbe } from './network/create-probe.ts';
export type { NetworkAttempt, NetworkState, NetworkStateName } from './network/network-state.ts';
export { createOffline, type OfflineOptions, type OfflineParts } from './offline/create-offline.ts';
export type { Offline, OutboxStatus, OutboxView } from './offline/offline.ts';
export { OfflineProvider, type OutboxHandle, useNetworkState, useOutbox } from './offline/offline-context.ts';
export type { ConflictPolicy, NewOperation, Operation, OperationError, OperationState } from './outbox/operation.ts';
export { outboxMessages } from './outbox/outbox.messages.ts';
export type { EndedOperation, Outbox } from './outbox/outbox.ts';
export { isOutboxError, OutboxError, type OutboxErrorCode } from './outbox/outbox-error.ts';
export type { OutboxLimits } from './outbox/outbox-limits.ts';
export type { OutboxOptions } from './outbox/outbox-options.ts';
export type { OutboxStep } from './outbox/replayer.ts';
export { DataCacheProvider, useDataCache } from './react/data-cache-context.ts';
export type { CachedOptions, QueryResult } from './react/use-cached.ts';
export { useDescribeError } from './react/use-describe-error.ts';
export type { CollectionResourceOptions } from './resource/collection-definition.ts';
export { createResource } from './resource/create-resource.ts';
export type { EndpointResourceOptions, RowReports } from './resource/endpoint-definition.ts';
export type { ListRules } from './resource/list-rules.ts';
export type { GrowingList, InfiniteResult, Resource, ResourceList } from './resource/resource.ts';
export { isResourceError, ResourceError, type ResourceErrorCode } from './resource/resource-error.ts';
export { useRemoveAvatar, useSetAvatar } from './users/use-avatar.ts';
export { type CreateUser, type RemoveUser, useCreateUser, useRemoveUser } from './users/use-user-writes.ts';
export { type UpdateUser, useUpdateUser, useUser, useUsers } from './users/use-users.ts';
export {
	useBulkRemoveUsers,
	useBulkUpdateUsers,
	useRestoreUsers,
	useUndoBulk,
} from './users/use-users-together.ts';
export { type UserKey, type UsersListKey, userKeys } from './users/user-keys.ts';
export type { CreateOptions, RowWriteOptions, VersionedWriteOptions } from './writes/row-writes.ts';
export type { BulkUpdates, Together } from './writes/together.ts';
export { conflictOf, type WriteConflict } from './writes/write-conflict.ts';
