import { createHash } from 'node:crypto';
import { type Composition, type CompositionFiles, compositionFiles } from '@flotilla/contracts';
import * as z from 'zod';
import { contentTypeOf } from '../assets/content-type.ts';
import { inParallel } from '../in-parallel.ts';
import type { Examination } from './finding.ts';

/** Requests at the same time. */
const parallelRequests = 8;
/** Bytes; below it compressing saves nothing that matters. */
const worthCompressing = 1_024;

const filesAnswer = z.object({ data: compositionFiles });
const channelAnswer = z.object({
	data: z.object({ compositionId: z.string().nullable(), canaryCompositionIds: z.array(z.string()).default([]) }),
});

const readJson = async <T>(response: Response | null, schema: z.ZodType<T>): Promise<T | null> => {
	if (response === null) return null;
	return schema.safeParse(await response.json().catch(() => undefined)).data ?? null;
};

const examineFile = async (
	{ origin, ask, expect }: Examination,
	{ url: path, integrity, size }: CompositionFiles['files'][number],
): Promise<void> => {
	const url = origin + path;
	const response = await ask(path, { 'accept-encoding': 'br, gzip' });
	const bytes = response === null ? null : Buffer.from(await response.arrayBuffer().catch(() => new ArrayBuffer(0)));
	const found = response?.status === 200 && bytes !== null;
	const answer = response === null ? 'does not answer' : `is answered with ${response.status}`;
	if (!expect(found, { code: 'ASSET_MISSING', message: `${path} ${answer}.`, url }) || !response || !bytes) return;
	const hash = `sha256-${createHash('sha256').update(bytes).digest('base64')}`;
	expect(hash === integrity, {
		code: 'ASSET_ALTERED',
		message: `${path} has ${bytes.length} bytes that are not the ${size} that were published.`,
		url,
	});
	const { type, text } = contentTypeOf(path);
	const given = response.headers.get('content-type') ?? 'none';
	expect(given.split(';')[0] === type.split(';')[0], {
		code: 'ASSET_TYPE_WRONG',
		message: `${path} has the content type ${given}, not ${type}.`,
		url,
	});
	const caching = response.headers.get('cache-control') ?? '';
	expect(/\bimmutable\b/.test(caching) && Number(/max-age=(\d+)/.exec(caching)?.[1]) >= 31_536_000, {
		code: 'ASSET_NOT_IMMUTABLE',
		severity: 'warning',
		message: `${path} has cache-control "${caching}": browsers ask for it again.`,
		url,
	});
	if (!text || size < worthCompressing) return;
	expect(/^(?:br|gzip|zstd)$/.test(response.headers.get('content-encoding') ?? ''), {
		code: 'ASSET_NOT_COMPRESSED',
		severity: 'warning',
		message: `${path} (${size} bytes) is sent uncompressed.`,
		url,
	});
};

/** Whether all that a browser needs to run the page's composition is there, as it was published. */
export const examineAssets = async (examination: Examination, { id, channel }: Composition): Promise<void> => {
	const { origin, ask, expect } = examination;
	const list = `/registry/v1/compositions/${id}/files`;
	const answer = await readJson(await ask(list), filesAnswer);
	const readable = expect(answer !== null, {
		code: 'COMPOSITION_UNREADABLE',
		message: `The files of ${id} cannot be listed.`,
		url: origin + list,
	});
	if (!readable || answer === null) return;
	await inParallel(answer.data.files, parallelRequests, (file) => examineFile(examination, file));

	const state = `/registry/v1/channels/${channel}`;
	const live = await readJson(await ask(state), channelAnswer);
	const compositionId = live?.data.compositionId;
	const stale = {
		code: 'PAGE_STALE',
		message: `The page has ${id}, and ${channel} is at ${compositionId ?? 'an unknown composition'}.`,
		url: `${origin}/`,
	} as const;
	// Some pages get another one while a canary runs.
	const all = [compositionId, ...(live?.data.canaryCompositionIds ?? [])];
	if (live === null || all.includes(id)) {
		expect(live !== null, stale);
		return;
	}
	// A deploy may have come between the page and this.
	const page = await ask('/', { accept: 'text/html' });
	await page?.body?.cancel();
	const answers = expect(page !== null, {
		code: 'PAGE_UNREACHABLE',
		message: `The page does not answer a second time. It had ${id}, and ${channel} is at ${compositionId}.`,
		url: `${origin}/`,
	});
	if (answers) expect(all.includes(page?.headers.get('x-flotilla-composition') ?? ''), stale);
};

/** A missing file has to be a 404: a page in its place would be run as a script, and kept. */
export const examineMissingAsset = async (
	{ origin, ask, expect }: Examination,
	{ shell }: Composition,
): Promise<void> => {
	const path = `/assets/${shell.app}/there-is-no-such-file.js`;
	const response = await ask(path);
	await response?.body?.cancel();
	const isHtml = (response?.headers.get('content-type') ?? '').includes('html');
	expect(response?.status === 404 && !isHtml, {
		code: 'MISSING_ASSET_ANSWERED',
		message: `A file that does not exist is answered with ${response?.status ?? 'nothing'}${isHtml ? ' and a page' : ''}.`,
		url: origin + path,
	});
};
