import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildDigest } from '../builds/build-id.ts';
import type { PointerState } from '../channels/move-pointer.ts';
import { inParallel } from '../in-parallel.ts';
import { readBuildSignature } from './build-signature-file.ts';
import { readBuildFolder } from './read-build-folder.ts';
import { createRegistryClient } from './registry-client.ts';

export type PublishProgress =
	| { step: 'read'; files: number; size: number }
	| { step: 'announced'; build: string; toSend: number; stored: number }
	| { step: 'sent'; path: string; done: number; toSend: number }
	| { step: 'committing' };

export interface PublishOptions {
	/** What the build wrote, with `flotilla-build.json` in it, and the signature if it was signed. */
	folder: string;
	/** Default: what the build says it is. */
	app?: string | undefined;
	/** A semantic version; never used before for other content. */
	version: string;
	/** Points this channel at the build in the same step. Without it the build is only stored. */
	channel?: string | undefined;
	/** The registry's origin. */
	registry: string;
	token: string;
	/** Why, for the history. */
	message?: string | undefined;
	/** Refuse unless the app's pointer is at this revision. */
	expectedRevision?: number | undefined;
	/** Point the channel at the build even if that breaks something; `message` has to say why. */
	force?: boolean | undefined;
	onProgress?: ((progress: PublishProgress) => void) | undefined;
}

export interface PublishResult {
	app: string;
	version: string;
	/** The build's id. */
	build: string;
	/** False when this version was published before, with the same content. */
	created: boolean;
	files: number;
	/** Files sent; the rest was stored already. */
	sent: number;
	/** `null` without a channel. */
	pointer: PointerState | null;
}

/** Uploads at the same time. */
const parallelUploads = 4;

/**
 * Publishes a folder: announces it, sends what the registry lacks, commits. Whatever goes wrong,
 * nothing is published by half, and running it again goes on where it stopped.
 *
 * Throws `BuildFolderError` and `RegistryError`.
 */
export const publishBuild = async ({
	folder,
	app,
	version,
	channel,
	registry,
	token,
	message,
	expectedRevision,
	force,
	onProgress = () => {},
}: PublishOptions): Promise<PublishResult> => {
	const { manifest, files } = await readBuildFolder(folder);
	onProgress({ step: 'read', files: files.length, size: files.reduce((sum, { size }) => sum + size, 0) });

	const client = createRegistryClient({ registry, token });
	const name = app ?? manifest.app;
	const statement = { app: name, version, digest: buildDigest(files, manifest) };
	const signature = await readBuildSignature(folder, statement);
	const { upload, build, missing } = await client.announce(name, { version, files, manifest, signature });
	onProgress({ step: 'announced', build, toSend: missing.length, stored: files.length - missing.length });

	const byHash = new Map(files.map((file) => [file.sha256, file]));
	let done = 0;
	await inParallel(missing, parallelUploads, async (hash) => {
		const path = byHash.get(hash)?.path;
		if (path === undefined) throw new Error(`The registry asks for ${hash}, which is not in this build.`);
		await client.putBlob(upload, hash, await readFile(join(folder, path)));
		done += 1;
		onProgress({ step: 'sent', path, done, toSend: missing.length });
	});

	onProgress({ step: 'committing' });
	const { created, pointer } = await client.commit(upload, { channel, message, expectedRevision, force });
	return { app: name, version, build, created, files: files.length, sent: missing.length, pointer };
};
