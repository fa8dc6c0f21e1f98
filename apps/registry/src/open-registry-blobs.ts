import { join } from 'node:path';
import { type OpenBlobStore, openBlobStore, type S3Settings } from '@flotilla/server';

/** A bucket for blobs, which need not be the registry's alone. */
export interface RegistryBucket extends S3Settings {
	/**
	 * What the registry's objects begin with. Default `registry/`. The collector removes what is under it and unknown to its
	 * database, so no other registry and no API may have the same.
	 */
	prefix?: string | undefined;
}

export interface RegistryBlobsOptions {
	/** Blobs are in its folder `blobs` without a bucket. */
	dataFolder: string;
	s3?: RegistryBucket | undefined;
}

/** Where the bytes of builds are. Throws `StartError` BLOB_STORE_UNAVAILABLE. */
export const openRegistryBlobs = ({ dataFolder, s3 }: RegistryBlobsOptions): Promise<OpenBlobStore> =>
	openBlobStore({ folder: join(dataFolder, 'blobs'), s3, prefix: `${s3?.prefix ?? 'registry/'}blobs/` });
