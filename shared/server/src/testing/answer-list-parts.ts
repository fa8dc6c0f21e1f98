/// <reference path="./s3rver.d.ts" />
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { S3rverMiddleware } from 's3rver';

interface Part {
	number: number;
	size: number;
	md5: string;
}

const readParts = async (folder: string): Promise<Part[] | null> => {
	const names = await readdir(folder).catch(() => null);
	const numbers = names?.filter((name) => /^\d+$/.test(name)).map(Number);
	if (numbers === undefined) return null;
	return Promise.all(
		numbers
			.sort((a, b) => a - b)
			.map(async (number) => ({
				number,
				size: (await stat(join(folder, String(number)))).size,
				md5: await readFile(join(folder, `${number}.md5`), 'utf8'),
			})),
	);
};

const describePart = ({ number, size, md5 }: Part) =>
	`<Part><PartNumber>${number}</PartNumber><ETag>"${md5}"</ETag><Size>${size}</Size></Part>`;

/** s3rver lacks ListParts and AbortMultipartUpload, which resumable uploads need: both from its folder of parts. */
export const answerListParts =
	(directory: string): S3rverMiddleware =>
	async (context, next) => {
		const { uploadId } = context.query;
		if (uploadId === undefined || !['GET', 'DELETE'].includes(context.method)) return next();
		const bucket = context.path.split('/')[1] ?? '';
		const parts = await readParts(join(directory, bucket, '._S3rver_uploads', uploadId));
		context.type = 'application/xml';
		if (parts === null) {
			context.status = 404;
			context.body = '<Error><Code>NoSuchUpload</Code><Message>There is no such upload.</Message></Error>';
		} else if (context.method === 'DELETE') {
			context.status = 204;
		} else {
			context.body = `<ListPartsResult><IsTruncated>false</IsTruncated>${parts.map(describePart).join('')}</ListPartsResult>`;
		}
	};
