export { apiVersion } from './api-version.ts';
export {
	type AuditAction,
	type AuditCounts,
	type AuditCountsQuery,
	type AuditEntry,
	type AuditList,
	type AuditListQuery,
	type AuditSubjectType,
	auditActions,
	auditCounts,
	auditCountsQuery,
	auditList,
	auditListQuery,
} from './audit/audit.ts';
export { createDayOf, defaultAuditDays, listDays, maximumAuditDays } from './audit/days.ts';
export { auditEndpoints } from './audit/endpoints.ts';
export type {
	ChangePasswordBody,
	EmailBody,
	MailPromise,
	ResetPasswordBody,
	VerifiedEmail,
	VerifyEmailBody,
} from './auth/account.ts';
export {
	type AuthResponse,
	authResponse,
	type LoginBody,
	loginBody,
	type Me,
	me,
	type RegisterBody,
	refreshBody,
	registerBody,
} from './auth/auth.ts';
export { authEndpoints } from './auth/endpoints.ts';
export { maximumPasswordLength, minimumPasswordLength, newPassword } from './auth/new-password.ts';
export {
	isAllowed,
	type Permission,
	permission,
	permissions,
	type Role,
	role,
	roleCan,
	rolePermissions,
	roles,
} from './auth/permissions.ts';
export type { Session, SessionsList } from './auth/session.ts';
export {
	type CollectionDefinition,
	type CollectionPermissions,
	type CollectionsList,
	type DefineCollectionBody,
	defineCollectionBody,
	ownRecordFields,
	type RecordAccess,
	type RecordAction,
	recordField,
} from './collections/definition.ts';
export { collectionsEndpoints } from './collections/endpoints.ts';
export { mergePatch } from './collections/merge-patch.ts';
export {
	type CollectionRecord,
	createRecordBody,
	type ExportFormat,
	exportFormats,
	type ImportMode,
	type ImportReport,
	type RecordData,
	type RecordsList,
	type RecordsListQuery,
	recordsList,
	recordsListQuery,
} from './collections/record.ts';
export { endpoints } from './endpoints.ts';
export { eventsEndpoints, type StreamTicket } from './events/endpoints.ts';
export { crossTabEvents, type ReplayedEventName, replayedEvents } from './events/event-delivery.ts';
export {
	type ConnectionState,
	clientEvents,
	connectionState,
	connectionStates,
	type EventName,
	type EventPayload,
	ephemeralEvents,
	eventMap,
	eventMapVersion,
	type ServerEventName,
	serverEvents,
} from './events/event-map.ts';
export { topicsOf } from './events/event-topics.ts';
export { platformEvents } from './events/platform-events.ts';
export {
	type PresenceChanged,
	type PresenceMember,
	type PresenceState,
	presenceChanged,
	presenceMember,
} from './events/presence.ts';
export {
	clientFrames,
	closeCodes,
	defaultMaximumFrameSize,
	type RealtimeFrame,
	realtimeFrame,
	type StreamPosition,
	serverFrames,
	streamPosition,
} from './events/realtime-frame.ts';
export { type StreamEntry, type TabMessage, type TabWishes, tabMessage } from './events/tab-message.ts';
export { presenceTopic, type Room, room, roomOf, type Topic, topic } from './events/topics.ts';
export { appName } from './federation/app-name.ts';
export {
	type Beacon,
	type BeaconApp,
	beacon,
	beaconApp,
	beaconPath,
	beaconsMetaName,
	maximumBeaconApps,
} from './federation/beacon.ts';
export {
	assetPath,
	type BuildManifest,
	buildManifest,
	buildManifestFile,
	type ModuleAssets,
	type ShellPlatform,
	version,
} from './federation/build-manifest.ts';
export {
	type ComposedRemote,
	type Composition,
	channelName,
	composedRemote,
	composition,
	compositionElementId,
} from './federation/composition.ts';
export { type CompositionFiles, compositionFiles } from './federation/composition-files.ts';
export { labelIn, type ManifestLabels } from './federation/manifest-labels.ts';
export {
	cohortParameter,
	linkParameter,
	reservedPaths,
	serviceWorkerMetaName,
	serviceWorkerPath,
	shellPaths,
} from './federation/page-paths.ts';
export {
	defineRemoteManifest,
	manifestVersions,
	type RemoteManifest,
	type RemoteManifestInput,
	remoteManifest,
	type SlotFilling,
} from './federation/remote-manifest.ts';
export {
	maximumFailedBuilds,
	type RemoteReplacement,
	remoteReplacement,
	replacementPath,
} from './federation/remote-replacement.ts';
export {
	type RemoteTimeouts,
	readRemoteTimeouts,
	remoteTimeoutsMetaName,
	writeRemoteTimeouts,
} from './federation/remote-timeouts.ts';
export { type SlotName, type SlotProps, shellSlots } from './federation/slots.ts';
export { filesEndpoints } from './files/endpoints.ts';
export {
	type BulkRemoveFilesBody,
	bulkRemoveFilesBody,
	defaultMaximumFileSize,
	defaultMaximumFilesPerUpload,
	type FileSortField,
	type FilesList,
	type FilesListQuery,
	type FilesSlice,
	type FilesSliceQuery,
	fileSortFields,
	filesList,
	filesListQuery,
	filesSlice,
	maximumBulkFiles,
	type RenameFileBody,
	type RestoreFilesBody,
	renameFileBody,
	restoreFilesBody,
	type StoredFile,
	storedFile,
} from './files/file.ts';
export {
	allowedFileTypes,
	documentFileTypes,
	type FileCategory,
	type FileKind,
	fileCategories,
	fileCategoryOf,
	fileKindOf,
	fileKinds,
} from './files/file-types.ts';
export {
	defaultMaximumResumableFileSize,
	defaultUploadExpiration,
	fileIdHeader,
	resumableUploadsPath,
} from './files/resumable-upload.ts';
export { type FilesUsage, filesUsage } from './files/usage.ts';
export {
	defineEndpoint,
	type Endpoint,
	type EndpointBody,
	type EndpointData,
	type EndpointParams,
	type EndpointQuery,
	type HttpMethod,
} from './http/endpoint.ts';
export {
	type Envelope,
	type ErrorEnvelope,
	envelope,
	errorEnvelope,
	type FieldErrors,
	fieldErrors,
	type PageCursors,
	type Pagination,
	pageCursors,
	pagination,
} from './http/envelope.ts';
export { accessErrors, type ErrorCode, errorCatalogue, isErrorCode } from './http/error-codes.ts';
export { instant } from './http/fields.ts';
export { pushEndpoints } from './push/endpoints.ts';
export {
	type PushPayload,
	type PushSubscription,
	type PushSubscriptionBody,
	pushPayload,
	pushSubscription,
} from './push/push.ts';
export { avatarAddress, avatarTypes, defaultMaximumAvatarSize } from './users/avatar.ts';
export {
	type BulkDeleteSelectionBody,
	type BulkDeleteUsersBody,
	type BulkOutcome,
	type BulkSelection,
	type BulkUpdateSelectionBody,
	type BulkUpdateUsersBody,
	bulkDeleteUsersBody,
	bulkSelection,
	bulkUpdateUsersBody,
	defaultMaximumBulkSelection,
	maximumBulkEvents,
	maximumBulkUsers,
	type UndoneBulk,
} from './users/bulk.ts';
export { usersEndpoints } from './users/endpoints.ts';
export { mayChangeField, type UserField } from './users/may-change-field.ts';
export { defaultRestoreWindow, type RestoreUsersBody, restoreUsersBody } from './users/restore.ts';
export {
	type ExportUsersQuery,
	exportColumns,
	exportUsersQuery,
	type ImportedUser,
	type ImportRowError,
	type ImportUsersQuery,
	type ImportUsersResult,
	importColumns,
	importedUser,
	importUsersQuery,
	importUsersResult,
	maximumImportErrors,
} from './users/transfer.ts';
export {
	type CreateUserBody,
	createUserBody,
	type UpdateUserBody,
	type User,
	type UserSortField,
	type UserStatus,
	type UsersList,
	type UsersListQuery,
	type UsersSlice,
	type UsersSliceQuery,
	updateUserBody,
	user,
	userSortFields,
	userStatus,
	userStatuses,
	usersList,
	usersListQuery,
	usersSlice,
} from './users/user.ts';
