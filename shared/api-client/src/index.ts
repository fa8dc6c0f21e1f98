export type {
	ApiClient,
	CallOptions,
	FailureNotice,
	ObservableCircuit,
	RawOptions,
	RequestArguments,
	RequestInput,
	RequestResult,
	TransferOptions,
	TransferProgress,
	TransmitOptions,
	Transmitted,
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
	hasFieldErrors,
	isApiError,
	isApiErrorOf,
	isDoneWithoutAnswer,
} from './error/api-error.ts';
export { describeError, describeFailure, errorMessages } from './error/describe-error.ts';
export type { ApiErrorCategory, ApiErrorKind } from './error/error-kind.ts';
export type { CircuitOptions, CircuitStateName, CircuitStatus } from './policy/circuit.ts';
export type { RetryOptions } from './policy/retry.ts';
export type { AuthPort } from './policy/token-renewal.ts';
export type { PushApi } from './push-api.ts';
export { type ApiLog, type ApiLogEntry, createConsoleLog } from './transport/api-log.ts';
export type { ApiAttempt, BeforeRequest } from './transport/create-exchange.ts';
export type { UploadFileOptions, Uploads, UploadsOptions } from './uploads/create-uploads.ts';
export { forgetUploads, type UploadStorage } from './uploads/forget-uploads.ts';
export type { UploadHandle, UploadState } from './uploads/upload-handle.ts';
export type { UploadLocks } from './uploads/upload-lock.ts';
export type { UploadProgress } from './uploads/upload-progress.ts';
export type { ResumableUpload } from './uploads/upload-records.ts';
