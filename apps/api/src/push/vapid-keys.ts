import { createECDH, createHash } from 'node:crypto';

/** Both base64url. */
export interface VapidKeys {
	publicKey: string;
	privateKey: string;
}

/**
 * The key pair on P-256 that push services know this server by (RFC 8292), from a secret of the
 * server: every node derives the same, from the first start on. Almost every 32 bytes are a
 * private key; for the others there is the next number.
 */
export const deriveVapidKeys = (secret: Uint8Array): VapidKeys => {
	const curve = createECDH('prime256v1');
	for (let count = 0; ; count += 1) {
		const candidate = createHash('sha256').update(secret).update(`vapid ${count}`).digest();
		try {
			curve.setPrivateKey(candidate);
		} catch {
			continue;
		}
		return { publicKey: curve.getPublicKey('base64url'), privateKey: candidate.toString('base64url') };
	}
};
