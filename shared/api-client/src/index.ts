export type {
	ApiClient,
	CallOptions,
	RawOptions,
	RequestArguments,
	RequestInput,
	RequestResult,
	TransferOptions,
	TransferProgress,
	UploadOptions,
} from './client-types.ts';
export { type Api, createApi, type ReadOptions, type WriteOptions } from './create-api.ts';
export { type ApiClientOptions, createApiClient } from './create-api-client.ts';
export {
	type DataApi,
	type FilterOperator,
	type FilterValue,
	type ImportRecordsOptions,
	type MergePatch,
	type NewRecordBody,
	type RecordFilter,
	type RecordSelection,
	type RecordsQuery,
	toRecordsQuery,
} from './data-api.ts';
export {
	ApiError,
	type ApiErrorCode,
	type ApiErrorInit,
	type ClientErrorCode,
	type FailedRequest,
	isApiError,
} from './error/api-error.ts';
export type { RetryOptions } from './policy/retry.ts';
export type { AuthPort } from './policy/token-renewal.ts';
