import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { buildDigest } from '../builds/build-id.ts';
import { type BuildSignature, type BuildStatement, buildSignature } from '../signatures/build-statement.ts';
import { signStatement } from '../signatures/signing-key.ts';
import { BuildFolderError, readBuildFolder } from './read-build-folder.ts';

/** Beside the build's files; its dot keeps it out of what is published. */
const signatureFile = '.flotilla-signature.json';

const signedStatement = z.object({
	app: z.string(),
	version: z.string(),
	digest: z.string(),
	signature: buildSignature,
});

export interface SignOptions {
	/** What the build wrote. */
	folder: string;
	/** Default: what the build says it is. */
	app?: string | undefined;
	/** The version it will be published under. */
	version: string;
	/** A private Ed25519 key in PEM. */
	privateKey: string;
}

/**
 * Signs a build where it lies; a publish from this folder sends the signature along. So the step that holds the key
 * need not be the one that holds the token. Throws `BuildFolderError` and `SigningKeyError`.
 */
export const signBuildFolder = async ({ folder, app, version, privateKey }: SignOptions) => {
	const { manifest, files } = await readBuildFolder(folder);
	const statement = { app: app ?? manifest.app, version, digest: buildDigest(files, manifest) };
	const signed = { ...statement, signature: signStatement(statement, privateKey) };
	await writeFile(join(folder, signatureFile), `${JSON.stringify(signed, null, '\t')}\n`);
	return signed;
};

/**
 * The signature that was left in a folder; `undefined` without one. Throws `BuildFolderError` when it is not one
 * over this build as this version: then it is left over, or the build was changed.
 */
export const readBuildSignature = async (
	folder: string,
	{ app, version, digest }: BuildStatement,
): Promise<BuildSignature | undefined> => {
	let text: string;
	try {
		text = await readFile(join(folder, signatureFile), 'utf8');
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
		throw error;
	}
	let signed: z.infer<typeof signedStatement>;
	try {
		signed = signedStatement.parse(JSON.parse(text));
	} catch (cause) {
		throw new BuildFolderError(`${signatureFile} in ${folder} is not a signature. Sign the build again.`, { cause });
	}
	if (signed.app === app && signed.version === version && signed.digest === digest) return signed.signature;
	throw new BuildFolderError(
		`${signatureFile} in ${folder} was made for another build (${signed.app} ${signed.version}). Sign this one, or remove it.`,
	);
};
