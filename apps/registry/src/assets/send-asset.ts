import type { BlobStore } from '@flotilla/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Asset } from './asset-store.ts';
import { contentTypeOf } from './content-type.ts';
import { matchesEntityTag } from './entity-tag.ts';
import type { HotBlobs } from './hot-blobs.ts';
import { negotiateEncoding } from './negotiate-encoding.ts';

export interface SendAssetOptions {
	blobs: BlobStore;
	hot: HotBlobs;
	request: FastifyRequest;
	reply: FastifyReply;
	/** Its name, which tells the content type. */
	path: string;
	asset: Asset;
	/** Whether the file is published still. Asked where its bytes are not there: then it may have been collected. */
	isPublished(): Promise<boolean>;
	headers: Readonly<Record<string, string>>;
}

/**
 * Answers with a published file in the best encoding that is there, or with 304. Resolves with false, and
 * a reply as it was, when no encoding of it is.
 *
 * The blob store is asked each time whether the file is there, as it was: what somebody has taken out of the storage
 * is not served from memory.
 */
export const sendAsset = async ({
	blobs,
	hot,
	request,
	reply,
	path,
	asset,
	isPublished,
	headers,
}: SendAssetOptions): Promise<FastifyReply | false> => {
	for (const encoding of negotiateEncoding(request.headers['accept-encoding'])) {
		const variant = asset[encoding];
		if (variant === undefined) continue;
		const found = await blobs.stat(variant.sha256);
		// A truncated blob counts as gone, too. The next encoding may still be there.
		if (found?.size !== variant.size) {
			if (!(await isPublished())) break;
			request.log.error({ path, encoding, blob: variant.sha256 }, 'a published blob is gone or damaged');
			continue;
		}
		// One tag for each encoding: a strong tag names bytes.
		const tag = `"${variant.sha256.slice(0, 32)}"`;
		reply.headers({ ...headers, etag: tag });
		if (matchesEntityTag(request.headers['if-none-match'], tag)) return reply.code(304).send();
		reply.headers({ 'content-type': contentTypeOf(path).type, 'content-length': variant.size });
		if (encoding !== 'identity') reply.header('content-encoding', encoding);
		if (request.method === 'HEAD') return reply.send();
		const bytes = await hot.read(variant.sha256, found);
		if (bytes !== null) return reply.send(bytes);
		const opened = await blobs.open(variant.sha256);
		if (opened === null) break;
		return reply.send(opened.stream);
	}
	for (const name of ['content-encoding', 'content-length', 'etag', ...Object.keys(headers)]) reply.removeHeader(name);
	return false;
};
