import { createHash } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import { type BlobStore, inBatches } from '@flotilla/server';
import type { Kysely } from 'kysely';
import type { Encoding } from '../assets/negotiate-encoding.ts';
import type { RegistrySchema } from '../database/schema.ts';
import { inParallel } from '../in-parallel.ts';

/** Blobs that are read at the same time. */
const parallelReads = 4;
/** Files that are asked for at a time. */
const filesAtOnce = 500;

export interface UnsoundFile {
	app: string;
	path: string;
	/** The form that is not sound: the file itself (`identity`), or a compressed one. */
	encoding: Encoding;
	/** Of that form, as it should be. */
	sha256: string;
	problem: 'missing' | 'damaged';
}

export interface StorageReport {
	/** Files of published builds. */
	files: number;
	/** Stored forms of them that were read. */
	blobs: number;
	/** Bytes that were read. */
	bytes: number;
	unsound: UnsoundFile[];
}

export interface ExamineStorageOptions {
	database: Kysely<RegistrySchema>;
	/** As it is, so that each byte is read now. */
	blobs: BlobStore;
}

interface AssetForms {
	app: string;
	path: string;
	sha256: string;
	brotli_sha256: string | null;
	gzip_sha256: string | null;
}

const formsOf = ({ sha256, brotli_sha256, gzip_sha256 }: AssetForms): [Encoding, string][] => {
	const forms: [Encoding, string | null][] = [
		['identity', sha256],
		['br', brotli_sha256],
		['gzip', gzip_sha256],
	];
	return forms.filter((form): form is [Encoding, string] => form[1] !== null);
};

/** Reads every stored byte of all published builds and compares it with its hash. Takes as long as that takes. Changes nothing. */
export const examineStorage = async ({ database, blobs }: ExamineStorageOptions): Promise<StorageReport> => {
	const published = () =>
		database
			.selectFrom('assets')
			.select(['app', 'path', 'sha256', 'brotli_sha256', 'gzip_sha256'])
			.where('collected_at', 'is', null);
	const assets = await published().orderBy('app').orderBy('path').execute();
	const report: StorageReport = { files: assets.length, blobs: 0, bytes: 0, unsound: [] };

	/** What is wrong with a blob, `undefined` when nothing is. */
	const judge = async (key: string): Promise<UnsoundFile['problem'] | undefined> => {
		const opened = await blobs.open(key);
		if (opened === null) return 'missing';
		const hash = createHash('sha256');
		await pipeline(opened.stream, hash);
		report.blobs += 1;
		report.bytes += opened.size;
		return hash.digest('hex') === key ? undefined : 'damaged';
	};

	// Builds share blobs.
	const keys = [...new Set(assets.flatMap((asset) => formsOf(asset).map(([, key]) => key)))];
	const verdicts = new Map(await inParallel(keys, parallelReads, async (key) => [key, await judge(key)] as const));
	const unsound = assets.flatMap((asset) =>
		formsOf(asset).flatMap(([encoding, sha256]): UnsoundFile[] => {
			const problem = verdicts.get(sha256);
			return problem === undefined ? [] : [{ app: asset.app, path: asset.path, encoding, sha256, problem }];
		}),
	);
	if (unsound.length === 0) return report;

	// Without what was collected while others were read.
	const still = new Set<string>();
	await inBatches([...new Set(unsound.map(({ path }) => path))], filesAtOnce, async (paths) => {
		for (const { app, path } of await published()
			.where('path', 'in', [...paths])
			.execute())
			still.add(`${app}/${path}`);
	});
	report.unsound = unsound.filter(({ app, path }) => still.has(`${app}/${path}`));
	return report;
};
