import { randomUUID } from 'node:crypto';
import { availableParallelism } from 'node:os';
import type { BuildManifest } from '@flotilla/contracts';
import { type BlobStore, createHttpError } from '@flotilla/server';
import type { Kysely, Transaction } from 'kysely';
import { restoreEncodings } from '../assets/restore-encodings.ts';
import { storeEncodings } from '../assets/store-encodings.ts';
import { movePointer, type PointerState } from '../channels/move-pointer.ts';
import type { RegistrySchema } from '../database/schema.ts';
import { holdFiles } from '../garbage/collector-lock.ts';
import { inParallel } from '../in-parallel.ts';
import { assertSigned } from '../signatures/assert-signed.ts';
import { type KeyedSignature, signaturesOf } from '../signatures/signatures-of.ts';
import type { AnnouncedBuild } from './announced-build.ts';
import { type BuildFile, buildDigest, buildId } from './build-id.ts';
import { checkBuild } from './check-build.ts';
import { isPublished, knownPaths } from './published-content.ts';
import type { Upload } from './upload.ts';
import { writeBuild } from './write-build.ts';

/** Questions to the blob store at the same time. */
const statsAtOnce = 16;

export interface Announcement {
	/** Names this upload in the next steps. */
	upload: string;
	/** The build's id. */
	build: string;
	/** Hashes to send; what the store has already is not among them. */
	missing: string[];
	/** This version is published already, with the same content. */
	published: boolean;
}

export interface Commitment {
	app: string;
	version: string;
	build: string;
	/** False when this version was published before, with the same content. */
	created: boolean;
	/** `null` without a channel. */
	pointer: PointerState | null;
}

export interface PublishedVersion {
	version: string;
	build: string;
	kind: BuildManifest['kind'];
	publishedBy: string;
	publishedAt: string;
	files: number;
	/** Bytes, uncompressed. */
	size: number;
	/** Empty: it is not signed. */
	signatures: KeyedSignature[];
}

export interface BuildStore {
	/** Throws `HttpError`: BUILD_INVALID, VERSION_EXISTS, ASSET_CONFLICT, and what `assertSigned` throws. */
	announce(app: string, build: AnnouncedBuild, actor: string): Promise<Announcement>;
	/** Throws `HttpError` NOT_FOUND. */
	readUpload(id: string): Promise<Upload>;
	/**
	 * Publishes an announced build, whole or not at all. Throws `HttpError`: BUILD_INCOMPLETE, BUILD_INVALID,
	 * VERSION_EXISTS, ASSET_CONFLICT, what `assertSigned` throws, and with a channel all that `ChannelStore.promote` throws.
	 */
	commit(
		upload: Upload,
		options: {
			actor: string;
			channel?: string | undefined;
			expectedRevision?: number | undefined;
			reason?: string | undefined;
			/** See `Change`. */
			force?: boolean | undefined;
		},
	): Promise<Commitment>;
	/** Newest first. */
	list(app: string): Promise<PublishedVersion[]>;
}

export interface BuildStoreOptions {
	database: Kysely<RegistrySchema>;
	blobs: BlobStore;
}

export const createBuildStore = ({ database, blobs }: BuildStoreOptions): BuildStore => {
	/** Bytes of each stored blob by its hash; what is not stored is not in it. */
	const storedSizes = async (files: readonly BuildFile[]): Promise<Map<string, number>> => {
		const sizes = new Map<string, number>();
		await inParallel([...new Set(files.map(({ sha256 }) => sha256))], statsAtOnce, async (hash) => {
			const found = await blobs.stat(hash);
			if (found !== null) sizes.set(hash, found.size);
		});
		return sizes;
	};

	const missingOf = async (files: readonly BuildFile[]): Promise<string[]> => {
		const sizes = await storedSizes(files);
		return [...new Set(files.map(({ sha256 }) => sha256))].filter((hash) => !sizes.has(hash));
	};

	const assertComplete = async ({ app, files }: Upload): Promise<void> => {
		const sizes = await storedSizes(files);
		const absent = files.filter(({ sha256 }) => !sizes.has(sha256));
		const wrong = files.find(({ sha256, size }) => sizes.has(sha256) && sizes.get(sha256) !== size);
		if (wrong !== undefined) {
			throw createHttpError('BUILD_INVALID', {
				message: `${wrong.path} has ${sizes.get(wrong.sha256)} bytes, and ${wrong.size} were announced.`,
			});
		}
		if (absent.length === 0) return;
		throw createHttpError('BUILD_INCOMPLETE', {
			message: `${absent.length} of ${files.length} files of ${app} have not been uploaded.`,
			errors: Object.fromEntries(absent.slice(0, 50).map(({ path }) => [path, ['Not uploaded.']])),
		});
	};

	/**
	 * An upload that was given up while it was committed does not hold its files any more. Nor does one that another
	 * commit has finished, but then the build does.
	 */
	const assertAnnounced = async (transaction: Transaction<RegistrySchema>, upload: Upload): Promise<void> => {
		const row = await transaction
			.selectFrom('uploads')
			.select('id')
			.where('id', '=', upload.id)
			.forUpdate()
			.executeTakeFirst();
		if (row !== undefined || (await isPublished(transaction, upload))) return;
		throw createHttpError('NOT_FOUND', { message: 'This upload was given up meanwhile. Publish again.' });
	};

	return {
		async announce(app, { version, files, manifest, signature }, actor) {
			const problems = checkBuild({ app, files, manifest });
			if (problems.length > 0) {
				throw createHttpError('BUILD_INVALID', {
					message: problems.slice(0, 3).join(' '),
					errors: { build: problems },
				});
			}
			const statement = { app, version, digest: buildDigest(files, manifest) };
			await assertSigned(database, statement, signature === undefined ? [] : [signature]);
			const build = buildId(files, manifest);
			const published = await isPublished(database, { app, version, build });
			await knownPaths(database, { app, files });
			const upload = randomUUID();
			await database.transaction().execute(async (transaction) => {
				// From here on the files it names are not collected, so what is not missing below stays.
				await holdFiles(transaction);
				await transaction
					.insertInto('uploads')
					.values({
						id: upload,
						app,
						version,
						build,
						manifest: JSON.stringify(manifest),
						files: JSON.stringify(files),
						signature: signature === undefined ? null : JSON.stringify(signature),
						announced_by: actor,
					})
					.execute();
			});
			return { upload, build, missing: await missingOf(files), published };
		},

		async readUpload(id) {
			const upload = await database
				.selectFrom('uploads')
				.select(['id', 'app', 'version', 'build', 'manifest', 'files', 'signature'])
				.where('id', '=', id)
				.executeTakeFirst();
			if (upload === undefined) throw createHttpError('NOT_FOUND', { message: 'This upload was not announced.' });
			return upload;
		},

		async commit(upload, { actor, channel, expectedRevision, reason, force }) {
			const { id, app, version, build, files, signature } = upload;
			const signatures = signature === null ? [] : [signature];
			const statement = { app, version, digest: buildDigest(files, upload.manifest) };
			await assertComplete(upload);
			const known = (await isPublished(database, upload)) ? null : await knownPaths(database, upload);
			const fresh = known === null ? [] : files.filter(({ path }) => !known.has(path));
			if (known === null) await restoreEncodings({ database, blobs, app, files });
			// Before the transaction: it takes seconds, and a transaction holds up everybody else.
			const assets = await inParallel(fresh, availableParallelism(), (file) => storeEncodings(blobs, app, file));

			return database.transaction().execute(async (transaction) => {
				await holdFiles(transaction);
				await assertAnnounced(transaction, upload);
				// Once more: a key may have been trusted, or given up, since the build was announced.
				await assertSigned(transaction, statement, signatures);
				const created = known !== null && (await writeBuild(transaction, upload, assets, actor));
				// Also of what was published before: so an old build is signed with a new key.
				for (const { keyId, value } of signatures) {
					await transaction
						.insertInto('build_signatures')
						.values({ app, version, key_id: keyId, signature: value })
						.onConflict((conflict) => conflict.doNothing())
						.execute();
				}
				const pointer =
					channel === undefined
						? null
						: await movePointer(transaction, {
								channel,
								app,
								action: 'promote',
								version,
								actor,
								reason,
								expectedRevision,
								force,
							});
				await transaction.deleteFrom('uploads').where('id', '=', id).execute();
				return { app, version, build, created, pointer };
			});
		},

		async list(app) {
			const rows = await database
				.selectFrom('builds')
				.innerJoin('build_files', (join) =>
					join.onRef('build_files.app', '=', 'builds.app').onRef('build_files.version', '=', 'builds.version'),
				)
				.innerJoin('assets', (join) =>
					join.onRef('assets.app', '=', 'build_files.app').onRef('assets.path', '=', 'build_files.path'),
				)
				.select(({ fn }) => [
					'builds.version',
					'builds.build',
					'builds.manifest',
					'builds.published_by',
					'builds.published_at',
					fn.countAll<number>().as('files'),
					fn.sum<number | string>('assets.size').as('size'),
				])
				.where('builds.app', '=', app)
				.groupBy(['builds.app', 'builds.version'])
				.orderBy('builds.published_at', 'desc')
				.execute();
			const signatures = await signaturesOf(database, app);
			return rows.map(({ version, build, manifest, published_by, published_at, files, size }) => ({
				version,
				build,
				kind: manifest.kind,
				publishedBy: published_by,
				publishedAt: published_at.toISOString(),
				files,
				size: Number(size),
				signatures: signatures.get(version) ?? [],
			}));
		},
	};
};
