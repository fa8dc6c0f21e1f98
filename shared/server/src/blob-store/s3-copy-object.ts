import {
	AbortMultipartUploadCommand,
	CompleteMultipartUploadCommand,
	CopyObjectCommand,
	CreateMultipartUploadCommand,
	type S3Client,
	UploadPartCopyCommand,
} from '@aws-sdk/client-s3';

export interface CopyS3ObjectOptions {
	client: S3Client;
	bucket: string;
	from: string;
	to: string;
	/** Bytes. */
	size: number;
}

/** Bytes that S3 copies in one request at most. */
const maximumCopySize = 5 * 1024 ** 3;
/** Bytes of a part of a longer copy. */
const partSize = 1024 ** 3;

const copyInParts = async ({ client, bucket, from, to, size }: CopyS3ObjectOptions): Promise<void> => {
	const target = { Bucket: bucket, Key: to };
	const { UploadId } = await client.send(new CreateMultipartUploadCommand(target));
	const upload = { ...target, UploadId };
	try {
		const Parts: { ETag: string | undefined; PartNumber: number }[] = [];
		for (let start = 0; start < size; start += partSize) {
			const PartNumber = Parts.length + 1;
			const range = `bytes=${start}-${Math.min(start + partSize, size) - 1}`;
			const { CopyPartResult } = await client.send(
				new UploadPartCopyCommand({ ...upload, PartNumber, CopySource: `${bucket}/${from}`, CopySourceRange: range }),
			);
			Parts.push({ ETag: CopyPartResult?.ETag, PartNumber });
		}
		await client.send(new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts } }));
	} catch (error) {
		await client.send(new AbortMultipartUploadCommand(upload)).catch(() => {});
		throw error;
	}
};

/** Copies inside the bucket, without the bytes coming here. The copy appears whole or not at all. */
export const copyS3Object = async (options: CopyS3ObjectOptions): Promise<void> => {
	const { client, bucket, from, to, size } = options;
	if (size > maximumCopySize) return copyInParts(options);
	await client.send(new CopyObjectCommand({ Bucket: bucket, Key: to, CopySource: `${bucket}/${from}` }));
};
