export {
	type BlobStore,
	BlobStoreError,
	type BlobStoreErrorCode,
	type ByteRange,
	isBlobKey,
	isBlobStoreError,
} from './blob-store/blob-store.ts';
export { createFolderBlobStore, type FolderBlobStoreOptions } from './blob-store/folder-blob-store.ts';
