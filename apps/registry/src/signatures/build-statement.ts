import * as z from 'zod';
import { canonicalJson } from '../builds/canonical-json.ts';

/** What a publisher signs: that this content is this version of this app. */
export interface BuildStatement {
	app: string;
	version: string;
	/** SHA-256, hex, over every file's hash and the manifest; see `buildDigest`. */
	digest: string;
}

/**
 * The bytes that are signed: canonical JSON, so that anybody can make them again. The type is a part of them:
 * a signature for this can be used for nothing else that the key may sign one day.
 */
export const statementBytes = ({ app, version, digest }: BuildStatement): Buffer =>
	Buffer.from(canonicalJson({ type: 'flotilla-build-v1', app, version, digest }));

/** The id of a public key: `key-` and 32 hex digits of the SHA-256 of its DER form. */
export const keyId = z.string().regex(/^key-[0-9a-f]{32}$/, 'Use the id of a key, key-… with 32 hex digits.');

export const buildSignature = z.strictObject({
	/** Of the key that signed. */
	keyId,
	/** 64 bytes in base64. */
	value: z.string().regex(/^[A-Za-z0-9+/]{86}==$/, 'Use the 64 bytes of an Ed25519 signature in base64.'),
});
export type BuildSignature = z.infer<typeof buildSignature>;
