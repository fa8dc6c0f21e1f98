import {
	type AuditCounts,
	type AuditCountsQuery,
	type AuditList,
	type AuditListQuery,
	type AuthResponse,
	auditEndpoints,
	authEndpoints,
	type BulkDeleteSelectionBody,
	type BulkDeleteUsersBody,
	type BulkOutcome,
	type BulkUpdateSelectionBody,
	type BulkUpdateUsersBody,
	type ChangePasswordBody,
	type CreateUserBody,
	type EmailBody,
	type ExportUsersQuery,
	type FilesList,
	type FilesListQuery,
	type FilesSlice,
	type FilesSliceQuery,
	type FilesUsage,
	filesEndpoints,
	type ImportUsersQuery,
	type ImportUsersResult,
	type LoginBody,
	type MailPromise,
	type Me,
	type RecordData,
	type RegisterBody,
	type ResetPasswordBody,
	type RestoreFilesBody,
	type RestoreUsersBody,
	type Role,
	type SessionsList,
	type StoredFile,
	type UndoneBulk,
	type UpdateUserBody,
	type User,
	type UserStatus,
	type UsersList,
	type UsersListQuery,
	type UsersSlice,
	type UsersSliceQuery,
	usersEndpoints,
	type VerifiedEmail,
	type VerifyEmailBody,
} from '@flotilla/contracts';
import type { ApiClient, CallOptions, TransferOptions, UploadOptions } from './client-types.ts';
import { createDataApi, type DataApi } from './data-api.ts';
import { createPushApi, type PushApi } from './push-api.ts';
import { toSearch } from './transport/api-url.ts';

export type ReadOptions = Pick<CallOptions, 'signal' | 'dedupe' | 'notify'>;
export type WriteOptions = Pick<CallOptions, 'signal' | 'ifMatch' | 'idempotencyKey' | 'notify'>;

export interface FileUploadOptions extends TransferOptions {
	/** Whether pictures get a thumbnail. Default true. */
	generateThumbnail?: boolean | undefined;
}

/** The API by name. Everything rejects with an `ApiError`. */
export interface Api {
	auth: {
		login(body: LoginBody): Promise<AuthResponse>;
		/** The rest is in a mail; the answer says nothing about the address. */
		register(body: RegisterBody): Promise<MailPromise>;
		verifyEmail(body: VerifyEmailBody): Promise<VerifiedEmail>;
		resendVerification(body: EmailBody): Promise<MailPromise>;
		forgotPassword(body: EmailBody): Promise<MailPromise>;
		resetPassword(body: ResetPasswordBody): Promise<null>;
		changePassword(body: ChangePasswordBody, options?: WriteOptions): Promise<null>;
		/** With the cookie. */
		refresh(options?: Pick<CallOptions, 'signal'>): Promise<AuthResponse>;
		logout(): Promise<null>;
		me(options?: ReadOptions): Promise<Me>;
		listSessions(options?: ReadOptions): Promise<SessionsList>;
		endSession(id: string, options?: WriteOptions): Promise<null>;
		endOtherSessions(options?: WriteOptions): Promise<null>;
	};
	audit: {
		list(query?: AuditListQuery, options?: ReadOptions): Promise<AuditList>;
		/** By day; the days are those of `timeZone`. */
		counts(query?: AuditCountsQuery, options?: ReadOptions): Promise<AuditCounts>;
	};
	users: {
		list(query?: UsersListQuery, options?: ReadOptions): Promise<UsersList>;
		read(id: string, options?: ReadOptions): Promise<User>;
		/** With a cursor; empty for the first slice. */
		slice(query: UsersSliceQuery, options?: ReadOptions): Promise<UsersSlice>;
		create(body: CreateUserBody, options?: WriteOptions): Promise<User>;
		update(id: string, body: UpdateUserBody, options?: WriteOptions): Promise<User>;
		updateStatus(id: string, status: UserStatus, options?: WriteOptions): Promise<User>;
		updateRole(id: string, role: Role, options?: WriteOptions): Promise<User>;
		remove(id: string, options?: WriteOptions): Promise<null>;
		/**
		 * Who is named: all of them or none; the code is then BULK_REFUSED, and `errors` says why by id. Who fits a
		 * selection: all that may be changed, and the outcome has a token that takes it back.
		 */
		bulkUpdate(body: BulkUpdateUsersBody, options?: WriteOptions): Promise<User[]>;
		bulkUpdate(body: BulkUpdateSelectionBody, options?: WriteOptions): Promise<BulkOutcome>;
		bulkRemove(body: BulkDeleteUsersBody, options?: WriteOptions): Promise<null>;
		bulkRemove(body: BulkDeleteSelectionBody, options?: WriteOptions): Promise<BulkOutcome>;
		/** Takes back what was done to a selection. */
		undoBulk(token: string, options?: WriteOptions): Promise<UndoneBulk>;
		/** Brings back who was deleted within the restore window, with their files: all of them or none. */
		restore(body: RestoreUsersBody, options?: WriteOptions): Promise<User[]>;
		/** Cut to a square in its middle. */
		setAvatar(id: string, picture: Blob, options?: TransferOptions): Promise<User>;
		removeAvatar(id: string, options?: WriteOptions): Promise<User>;
		/** CSV. Its length is not known ahead: `total` of its progress is 0. */
		export(query?: ExportUsersQuery, options?: TransferOptions): Promise<Blob>;
		/** A CSV file. */
		import(file: Blob, query?: ImportUsersQuery, options?: TransferOptions): Promise<ImportUsersResult>;
	};
	files: {
		list(query?: FilesListQuery, options?: ReadOptions): Promise<FilesList>;
		/** A slice beside a cursor; with an empty one the first. */
		slice(query: FilesSliceQuery, options?: ReadOptions): Promise<FilesSlice>;
		read(id: string, options?: ReadOptions): Promise<StoredFile>;
		usage(options?: ReadOptions): Promise<FilesUsage>;
		upload(file: File, options?: FileUploadOptions): Promise<StoredFile>;
		/** All of them or none; `errors` names those to blame as `files.<index>`. */
		uploadMultiple(files: readonly File[], options?: FileUploadOptions): Promise<StoredFile[]>;
		rename(id: string, filename: string, options?: WriteOptions): Promise<StoredFile>;
		remove(id: string, options?: WriteOptions): Promise<null>;
		/** All of them or none; `errors` names those to blame as `ids.<index>`. */
		bulkRemove(ids: readonly string[], options?: WriteOptions): Promise<null>;
		/** Brings back what was deleted within the restore window; `errors` names those to blame as `fileIds.<index>`. */
		restore(body: RestoreFilesBody, options?: WriteOptions): Promise<StoredFile[]>;
		/** The bytes, by the file's signed address. */
		download(file: Pick<StoredFile, 'url'>, options?: TransferOptions): Promise<Blob>;
	};
	push: PushApi;
	/** The records of a collection, e.g. `api.data<Note>('notes').list()`. */
	data<T extends RecordData = RecordData>(collection: string): DataApi<T>;
}

export const createApi = (client: ApiClient): Api => ({
	auth: {
		login: (body) => client.request(authEndpoints.login, { body }),
		register: (body) => client.request(authEndpoints.register, { body }),
		verifyEmail: (body) => client.request(authEndpoints.verifyEmail, { body }),
		resendVerification: (body) => client.request(authEndpoints.resendVerification, { body }),
		forgotPassword: (body) => client.request(authEndpoints.forgotPassword, { body }),
		resetPassword: (body) => client.request(authEndpoints.resetPassword, { body }),
		changePassword: (body, options) => client.request(authEndpoints.changePassword, { body, ...options }),
		refresh: (options) => client.request(authEndpoints.refresh, { ...options }),
		logout: () => client.request(authEndpoints.logout),
		me: (options) => client.request(authEndpoints.me, { ...options }),
		listSessions: (options) => client.request(authEndpoints.listSessions, { ...options }),
		endSession: (id, options) => client.request(authEndpoints.endSession, { params: { id }, ...options }),
		endOtherSessions: (options) => client.request(authEndpoints.endOtherSessions, { ...options }),
	},
	audit: {
		list: (query = {}, options) => client.request(auditEndpoints.list, { query, ...options }),
		counts: (query = {}, options) => client.request(auditEndpoints.counts, { query, ...options }),
	},
	users: {
		// The server answers with a page or with a slice, as it is asked.
		list: (query = {}, options) => client.request(usersEndpoints.list, { query, ...options }) as Promise<UsersList>,
		slice: (query, options) => client.request(usersEndpoints.list, { query, ...options }) as Promise<UsersSlice>,
		read: (id, options) => client.request(usersEndpoints.read, { params: { id }, ...options }),
		create: (body, options) => client.request(usersEndpoints.create, { body, ...options }),
		update: (id, body, options) => client.request(usersEndpoints.update, { params: { id }, body, ...options }),
		updateStatus: (id, status, options) =>
			client.request(usersEndpoints.updateStatus, { params: { id }, body: { status }, ...options }),
		updateRole: (id, role, options) =>
			client.request(usersEndpoints.updateRole, { params: { id }, body: { role }, ...options }),
		remove: (id, options) => client.request(usersEndpoints.remove, { params: { id }, ...options }),
		// What is asked for decides which of the two shapes comes.
		bulkUpdate: (body: object, options?: WriteOptions) =>
			client.request(usersEndpoints.bulkUpdate, { body: body as BulkUpdateUsersBody, ...options }) as Promise<never>,
		bulkRemove: (body: object, options?: WriteOptions) =>
			client.request(usersEndpoints.bulkRemove, { body, ...options }) as Promise<never>,
		undoBulk: (token, options) => client.request(usersEndpoints.undoBulk, { body: { token }, ...options }),
		restore: (body, options) => client.request(usersEndpoints.restore, { body, ...options }),
		setAvatar: (id, picture, options) =>
			client.upload(usersEndpoints.setAvatar, picture, { ...options, params: { id } }),
		removeAvatar: (id, options) => client.request(usersEndpoints.removeAvatar, { params: { id }, ...options }),
		// A transfer, so that it may take as long as it moves, and tells how far it is.
		export: (query = {}, options) =>
			client.download(`${client.addressOf(usersEndpoints.export.path)}${toSearch(query)}`, options),
		import: (file, query = {}, options) => client.upload(usersEndpoints.import, file, { ...options, query }),
	},
	files: {
		// Whether there is a cursor decides which of the two shapes comes.
		list: (query = {}, options) => client.request(filesEndpoints.list, { query, ...options }) as Promise<FilesList>,
		slice: (query, options) => client.request(filesEndpoints.list, { query, ...options }) as Promise<FilesSlice>,
		read: (id, options) => client.request(filesEndpoints.read, { params: { id }, ...options }),
		usage: (options) => client.request(filesEndpoints.usage, { ...options }),
		upload: (file, options) => client.upload(filesEndpoints.upload, file, toUploadOptions(options)),
		uploadMultiple: (files, options) =>
			client.upload(filesEndpoints.uploadMultiple, files, { ...toUploadOptions(options), partName: 'files' }),
		rename: (id, filename, options) =>
			client.request(filesEndpoints.rename, { params: { id }, body: { filename }, ...options }),
		remove: (id, options) => client.request(filesEndpoints.remove, { params: { id }, ...options }),
		bulkRemove: (ids, options) => client.request(filesEndpoints.bulkRemove, { body: { ids: [...ids] }, ...options }),
		restore: (body, options) => client.request(filesEndpoints.restore, { body, ...options }),
		download: (file, options) => client.download(file.url, options),
	},
	push: createPushApi(client),
	data: (collection) => createDataApi(client, collection),
});

const toUploadOptions = ({ generateThumbnail, ...options }: FileUploadOptions = {}): UploadOptions => ({
	...options,
	...(generateThumbnail !== undefined && { fields: { generateThumbnail: String(generateThumbnail) } }),
});
