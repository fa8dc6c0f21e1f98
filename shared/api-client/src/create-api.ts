import {
	type AuthResponse,
	authEndpoints,
	type FilesList,
	type FilesListQuery,
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
import type { ApiClient, CallOptions, TransferOptions } from './client-types.ts';
import { createDataApi, type DataApi } from './data-api.ts';

export type ReadOptions = Pick<CallOptions, 'signal' | 'dedupe'>;
export type WriteOptions = Pick<CallOptions, 'signal' | 'ifMatch' | 'idempotencyKey'>;

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
		read(id: string, options?: ReadOptions): Promise<StoredFile>;
		upload(file: File, options?: TransferOptions): Promise<StoredFile>;
		remove(id: string, options?: WriteOptions): Promise<null>;
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
		list: (query = {}, options) => client.request(filesEndpoints.list, { query, ...options }),
		read: (id, options) => client.request(filesEndpoints.read, { params: { id }, ...options }),
		upload: (file, options) => client.upload(filesEndpoints.upload, file, options),
		remove: (id, options) => client.request(filesEndpoints.remove, { params: { id }, ...options }),
		download: (file, options) => client.download(file.url, options),
	},
	data: (collection) => createDataApi(client, collection),
});
