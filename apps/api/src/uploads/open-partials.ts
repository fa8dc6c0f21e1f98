import type { S3Settings } from '@flotilla/server';
import { createFolderPartials } from './folder-partials.ts';
import type { PartialUploads } from './partial-uploads.ts';
import { createS3Partials } from './s3-partials.ts';

/** Where the blobs are, so that a complete upload becomes one without coming through here again. */
export const openPartials = ({
	folder,
	s3,
}: {
	folder: string;
	s3: S3Settings | undefined;
}): PartialUploads & { close(): void } =>
	s3 === undefined ? { ...createFolderPartials({ folder }), close: () => {} } : createS3Partials({ settings: s3 });
