import type { BuildManifest } from '@flotilla/contracts';
import { createHttpError, isHttpError } from '@flotilla/server';
import type { Kysely, Transaction } from 'kysely';
import { buildDigest } from '../builds/build-id.ts';
import type { RegistrySchema } from '../database/schema.ts';
import type { BuildSignature, BuildStatement } from './build-statement.ts';
import { keysOf } from './key-store.ts';
import { verifyStatement } from './signing-key.ts';

type Handle = Kysely<RegistrySchema> | Transaction<RegistrySchema>;

/**
 * That one of the signatures over a build is valid and of a key that its app trusts. An app that never had a key needs
 * none, but a signature that cannot be checked is refused there, too: somebody counts on it.
 *
 * Throws `HttpError`: BUILD_UNSIGNED, BUILD_SIGNATURE_INVALID, SIGNING_KEY_UNTRUSTED.
 */
export const assertSigned = async (
	handle: Handle,
	statement: BuildStatement,
	signatures: readonly BuildSignature[],
): Promise<void> => {
	const { app, version } = statement;
	const keys = await keysOf(handle, app);
	if (keys.length === 0 && signatures.length === 0) return;
	if (signatures.length === 0) {
		throw createHttpError('BUILD_UNSIGNED', {
			message: `${app} ${version} is not signed, and ${app} has signing keys. Sign it with one of them, and publish it again.`,
		});
	}
	const trusted = new Map(keys.filter((key) => key.trusted).map(({ keyId, publicKey }) => [keyId, publicKey]));
	const known = signatures.filter(({ keyId }) => trusted.has(keyId));
	if (known.length === 0) {
		const ids = signatures.map(({ keyId }) => keyId).join(', ');
		throw createHttpError('SIGNING_KEY_UNTRUSTED', {
			message: `${app} ${version} is signed with ${ids}, which ${app} does not trust.`,
		});
	}
	if (known.some(({ keyId, value }) => verifyStatement(statement, value, trusted.get(keyId) ?? ''))) return;
	throw createHttpError('BUILD_SIGNATURE_INVALID', {
		message: `The signature of ${app} ${version} is not one over this content: it was made for another app, version or build, or something was changed since.`,
	});
};

interface StoredBuild {
	app: string;
	version: string;
	manifest: BuildManifest;
}

/**
 * The same for a build as it is stored: its description is made anew from the rows, so that one that was altered
 * behind the registry's back is found out. Throws as `assertSigned` does.
 */
export const assertStoredBuildSigned = async (
	handle: Handle,
	{ app, version, manifest }: StoredBuild,
): Promise<void> => {
	const files = await handle
		.selectFrom('build_files')
		.innerJoin('assets', (join) =>
			join.onRef('assets.app', '=', 'build_files.app').onRef('assets.path', '=', 'build_files.path'),
		)
		.select(['assets.path', 'assets.sha256', 'assets.size'])
		.where('build_files.app', '=', app)
		.where('build_files.version', '=', version)
		.execute();
	const signatures = await handle
		.selectFrom('build_signatures')
		.select(['key_id as keyId', 'signature as value'])
		.where('app', '=', app)
		.where('version', '=', version)
		.execute();
	await assertSigned(handle, { app, version, digest: buildDigest(files, manifest) }, signatures);
};

/** Whether `assertStoredBuildSigned` would let it pass. */
export const isSigned = async (handle: Handle, build: StoredBuild): Promise<boolean> => {
	try {
		await assertStoredBuildSigned(handle, build);
		return true;
	} catch (error) {
		if (isHttpError(error)) return false;
		throw error;
	}
};
