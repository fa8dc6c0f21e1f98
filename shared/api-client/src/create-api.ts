import {
	type AuthResponse,
	authEndpoints,
	type FilesList,
	type FilesListQuery,
	type FilesSlice,
	type FilesSliceQuery,
	type FilesUsage,
	filesEndpoints,
	type LoginBody,
	type Me,
	type RecordData,
	type RegisterBody,
	type StoredFile,
	type UpdateUserBody,
	type User,
	type UsersList,
	type UsersListQuery,
	usersEndpoints,
} from '@flotilla/contracts';
import type { ApiClient, CallOptions, TransferOptions, UploadOptions } from './client-types.ts';
import { createDataApi, type DataApi } from './data-api.ts';

export type ReadOptions = Pick<CallOptions, 'signal' | 'dedupe'>;
export type WriteOptions = Pick<CallOptions, 'signal' | 'ifMatch' | 'idempotencyKey'>;

export interface FileUploadOptions extends TransferOptions {
	/** Whether pictures get a thumbnail. Default true. */
	generateThumbnail?: boolean | undefined;
}

/** The API by name. Everything rejects with an `ApiError`. */
export interface Api {
	auth: {
		login(body: LoginBody): Promise<AuthResponse>;
		register(body: RegisterBody): Promise<AuthResponse>;
		/** With the cookie. */
		refresh(options?: Pick<CallOptions, 'signal'>): Promise<AuthResponse>;
		logout(): Promise<null>;
		me(options?: ReadOptions): Promise<Me>;
	};
	users: {
		list(query?: UsersListQuery, options?: ReadOptions): Promise<UsersList>;
		read(id: string, options?: ReadOptions): Promise<User>;
		update(id: string, body: UpdateUserBody, options?: WriteOptions): Promise<User>;
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
		/** The bytes, by the file's signed address. */
		download(file: Pick<StoredFile, 'url'>, options?: TransferOptions): Promise<Blob>;
	};
	/** The records of a collection, e.g. `api.data<Note>('notes').list()`. */
	data<T extends RecordData = RecordData>(collection: string): DataApi<T>;
}

export const createApi = (client: ApiClient): Api => ({
	auth: {
		login: (body) => client.request(authEndpoints.login, { body }),
		register: (body) => client.request(authEndpoints.register, { body }),
		refresh: (options) => client.request(authEndpoints.refresh, { ...options }),
		logout: () => client.request(authEndpoints.logout),
		me: (options) => client.request(authEndpoints.me, { ...options }),
	},
	users: {
		list: (query = {}, options) => client.request(usersEndpoints.list, { query, ...options }),
		read: (id, options) => client.request(usersEndpoints.read, { params: { id }, ...options }),
		update: (id, body, options) => client.request(usersEndpoints.update, { params: { id }, body, ...options }),
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
		download: (file, options) => client.download(file.url, options),
	},
	data: (collection) => createDataApi(client, collection),
});

const toUploadOptions = ({ generateThumbnail, ...options }: FileUploadOptions = {}): UploadOptions => ({
	...options,
	...(generateThumbnail !== undefined && { fields: { generateThumbnail: String(generateThumbnail) } }),
});
