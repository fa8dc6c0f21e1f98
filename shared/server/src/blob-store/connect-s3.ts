import { HeadBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { StartError } from '../start-error.ts';

export interface S3Settings {
	/** `https://…`; default: that of AWS in `region`. */
	endpoint?: string | undefined;
	bucket: string;
	/** Default `us-east-1`, which servers other than AWS mostly want. */
	region?: string | undefined;
	/** Default: what the AWS SDK finds (environment, profile, role). */
	accessKeyId?: string | undefined;
	secretAccessKey?: string | undefined;
	/** `endpoint/bucket` in place of `bucket.endpoint`. Default false. */
	forcePathStyle?: boolean | undefined;
}

/**
 * For whatever makes a client of its own. What S3 fails to answer (5xx, a lost connection, too many requests) the
 * client tries again by itself, three times in all.
 */
export const toS3ClientConfig = ({
	endpoint,
	region = 'us-east-1',
	accessKeyId,
	secretAccessKey,
	forcePathStyle = false,
}: S3Settings) => ({
	...(endpoint === undefined ? {} : { endpoint }),
	region,
	forcePathStyle,
	...(accessKeyId === undefined || secretAccessKey === undefined
		? {}
		: { credentials: { accessKeyId, secretAccessKey } }),
	// Checksums in trailers, the default, are stored as content by servers that do not know them.
	requestChecksumCalculation: 'WHEN_REQUIRED' as const,
	responseChecksumValidation: 'WHEN_REQUIRED' as const,
});

/** Throws `StartError` BLOB_STORE_UNAVAILABLE when the bucket does not answer. */
export const connectS3 = async (settings: S3Settings): Promise<S3Client> => {
	const client = new S3Client(toS3ClientConfig(settings));
	try {
		await client.send(new HeadBucketCommand({ Bucket: settings.bucket }));
	} catch (error) {
		client.destroy();
		const reason = error instanceof Error ? `${error.name} ${error.message}`.trim() : String(error);
		throw new StartError(
			'BLOB_STORE_UNAVAILABLE',
			`The bucket ${settings.bucket} of S3_BUCKET does not answer: ${reason}`,
			{
				cause: error,
			},
		);
	}
	return client;
};
