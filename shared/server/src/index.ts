export {
	type BlobStore,
	BlobStoreError,
	type BlobStoreErrorCode,
	type ByteRange,
	isBlobKey,
	isBlobStoreError,
	type ListedBlob,
} from './blob-store/blob-store.ts';
export { type S3Settings, toS3ClientConfig } from './blob-store/connect-s3.ts';
export { createFolderBlobStore, type FolderBlobStoreOptions } from './blob-store/folder-blob-store.ts';
export { type BlobStoreOptions, type OpenBlobStore, openBlobStore } from './blob-store/open-blob-store.ts';
export { createS3Objects, type S3Objects } from './blob-store/s3-objects.ts';
export { createLog, type Log, type LogLevel, type LogOptions } from './create-log.ts';
export { writesOf } from './database/count-writes.ts';
export { type FolderLock, lockFolder } from './database/folder-lock.ts';
export { inBatches } from './database/in-batches.ts';
export type { Migrations } from './database/migrate.ts';
export { type OpenDatabaseOptions, openDatabase } from './database/open-database.ts';
export { createServer, type ServerOptions } from './http/create-server.ts';
export { createEnvelope, createErrorEnvelope, type EnvelopeOptions } from './http/envelope.ts';
export { createHttpError, HttpError, type HttpErrorOptions, isHttpError } from './http/http-error.ts';
export { assertPortFree, type Listening, type ListenOptions, listen } from './http/listen.ts';
export { chooseRequestId } from './http/request-id.ts';
export { toHttpError } from './http/to-http-error.ts';
export { toFieldErrors, useEnglishMessages, validate } from './http/validate.ts';
export { parseEnvironment } from './parse-environment.ts';
export type { FaultContext, ReportFault } from './report-fault.ts';
export { type Closable, type RunMainOptions, readOrExit, runMain } from './run-main.ts';
export { isStartError, StartError, type StartErrorCode } from './start-error.ts';
