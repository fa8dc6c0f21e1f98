import { ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3';
import type { ListedBlob } from './blob-store.ts';

export interface ListS3ObjectsOptions {
	client: S3Client;
	bucket: string;
	prefix: string;
}

/** Every object whose key begins with `prefix`, a thousand a request. */
export async function* listS3Objects({ client, bucket, prefix }: ListS3ObjectsOptions): AsyncGenerator<ListedBlob> {
	let next: string | undefined;
	do {
		const page = await client.send(
			new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, ...(next && { ContinuationToken: next }) }),
		);
		for (const { Key: key, Size: size = 0, LastModified: modified } of page.Contents ?? []) {
			if (key !== undefined) yield { key, size, storedAt: modified?.getTime() ?? 0 };
		}
		next = page.NextContinuationToken;
	} while (next !== undefined);
}
