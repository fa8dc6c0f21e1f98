import {
	createHash,
	createPrivateKey,
	createPublicKey,
	generateKeyPairSync,
	type KeyObject,
	sign,
	verify,
} from 'node:crypto';
import { type BuildSignature, type BuildStatement, statementBytes } from './build-statement.ts';

const brand = Symbol.for('flotilla.signing-key-error');

/** A key cannot be read, or is not an Ed25519 key. */
export class SigningKeyError extends Error {
	override readonly name = 'SigningKeyError';
	readonly code = 'SIGNING_KEY_INVALID';
	readonly [brand] = true;
}

export const isSigningKeyError = (value: unknown): value is SigningKeyError =>
	typeof value === 'object' && value !== null && brand in value;

export interface PublicKey {
	/** `key-` and 32 hex digits of the SHA-256 of its DER form. */
	keyId: string;
	/** SPKI, as `openssl pkey -pubout` writes it. */
	pem: string;
}

export interface KeyPair extends PublicKey {
	/** PKCS #8, as `openssl genpkey -algorithm ed25519` writes it. */
	privatePem: string;
}

const assertEd25519 = (key: KeyObject): KeyObject => {
	if (key.asymmetricKeyType === 'ed25519') return key;
	throw new SigningKeyError(`Builds are signed with Ed25519 keys, and this is one of ${key.asymmetricKeyType}.`);
};

const describe = (key: KeyObject): PublicKey => {
	const der = key.export({ type: 'spki', format: 'der' });
	const hash = createHash('sha256').update(der).digest('hex');
	return { keyId: `key-${hash.slice(0, 32)}`, pem: key.export({ type: 'spki', format: 'pem' }).toString() };
};

const readPrivate = (pem: string): KeyObject => {
	let key: KeyObject;
	try {
		key = createPrivateKey(pem);
	} catch (cause) {
		throw new SigningKeyError('This is not a private key in PEM without a passphrase.', { cause });
	}
	return assertEd25519(key);
};

export const createKeyPair = (): KeyPair => {
	const { publicKey, privateKey } = generateKeyPairSync('ed25519');
	return { ...describe(publicKey), privatePem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() };
};

/** Reads a public key. A private one is refused, so that none is sent by mistake. Throws `SigningKeyError`. */
export const readPublicKey = (pem: string): PublicKey => {
	if (pem.includes('PRIVATE KEY')) throw new SigningKeyError('This is a private key. Give its public half.');
	let key: KeyObject;
	try {
		key = createPublicKey(pem);
	} catch (cause) {
		throw new SigningKeyError('This is not a public key in PEM.', { cause });
	}
	return describe(assertEd25519(key));
};

/** Throws `SigningKeyError`. */
export const signStatement = (statement: BuildStatement, privatePem: string): BuildSignature => {
	const key = readPrivate(privatePem);
	const value = sign(null, statementBytes(statement), key).toString('base64');
	return { keyId: describe(createPublicKey(key)).keyId, value };
};

/** Whether the signature is that key's over this statement. */
export const verifyStatement = (statement: BuildStatement, signature: string, publicPem: string): boolean =>
	verify(null, statementBytes(statement), createPublicKey(publicPem), Buffer.from(signature, 'base64'));
