import type { BlobStore } from './blob-store.ts';
import { connectS3, type S3Settings } from './connect-s3.ts';
import { createFolderBlobStore } from './folder-blob-store.ts';
import { createS3BlobStore } from './s3-blob-store.ts';

export interface BlobStoreOptions {
	/** Where blobs lie without `s3`. */
	folder: string;
	s3?: S3Settings | undefined;
	/** What the keys of all objects in the bucket begin with, so that two servers can share one. Default `blobs/`. */
	prefix?: string;
}

export interface OpenBlobStore {
	blobs: BlobStore;
	close(): void;
}

/** A folder, or a bucket when one is named. Throws `StartError` BLOB_STORE_UNAVAILABLE. */
export const openBlobStore = async ({ folder, s3, prefix = 'blobs/' }: BlobStoreOptions): Promise<OpenBlobStore> => {
	if (s3 === undefined) return { blobs: createFolderBlobStore({ folder }), close: () => {} };
	const client = await connectS3(s3);
	return { blobs: createS3BlobStore({ client, bucket: s3.bucket, prefix }), close: () => client.destroy() };
};
