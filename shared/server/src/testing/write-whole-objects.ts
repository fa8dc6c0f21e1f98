/// <reference path="./s3rver.d.ts" />
import { randomUUID } from 'node:crypto';
import { copyFile, mkdir, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { S3rverStore } from 's3rver';

/**
 * S3 copies an object in one step. s3rver takes away what was under the key first, so that of copies to one key at the
 * same time some find nothing to take away and are answered with InternalError; and its removals take away folders
 * that are empty, under the hands of whoever is about to write there.
 */
export const writeWholeObjects = (store: S3rverStore): void => {
	const copyObject = store.copyObject.bind(store);
	store.copyObject = async (sourceBucket, source, bucket, key, metadata) => {
		if (metadata !== null || (sourceBucket === bucket && source === key)) {
			return copyObject(sourceBucket, source, bucket, key, metadata);
		}
		for (const resource of ['metadata.json', 'object.md5', 'object']) {
			const target = store.getResourcePath(bucket, key, resource);
			const incoming = `${target}.${randomUUID()}`;
			await mkdir(dirname(target), { recursive: true });
			await copyFile(store.getResourcePath(sourceBucket, source, resource), incoming);
			await rename(incoming, target);
		}
		return store.getMetadata(bucket, key);
	};
	store.deleteObject = async (bucket, key) => {
		for (const resource of ['object', 'object.md5', 'metadata.json']) {
			await rm(store.getResourcePath(bucket, key, resource), { force: true });
		}
	};
};
