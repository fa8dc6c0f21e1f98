export type {
	ApiClient,
	CallOptions,
	FailureNotice,
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
export type {
	DataApi,
	FilterOperator,
	FilterValue,
	ImportRecordsOptions,
	MergePatch,
	NewRecordBody,
	RecordFilter,
	RecordSelection,
	RecordsQuery,
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
