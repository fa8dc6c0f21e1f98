import { createDecipheriv, type ECDH, hkdfSync } from 'node:crypto';

export interface PushReceiver {
	/** The browser's key pair, */
	key: ECDH;
	/** and its secret, base64url. */
	auth: string;
}

const derive = (secret: Uint8Array, salt: Uint8Array, info: Uint8Array | string, length: number) =>
	Buffer.from(hkdfSync('sha256', secret, salt, info, length));

/** What a browser makes of a message of one record (RFC 8291 over RFC 8188, `aes128gcm`). */
export const decryptPush = (message: Buffer, { key, auth }: PushReceiver): string => {
	const salt = message.subarray(0, 16);
	const idLength = message[20] ?? 0;
	const senderKey = message.subarray(21, 21 + idLength);
	const record = message.subarray(21 + idLength);
	const info = Buffer.concat([Buffer.from('WebPush: info\0'), key.getPublicKey(), senderKey]);
	const secret = derive(key.computeSecret(senderKey), Buffer.from(auth, 'base64url'), info, 32);
	const contentKey = derive(secret, salt, 'Content-Encoding: aes128gcm\0', 16);
	const nonce = derive(secret, salt, 'Content-Encoding: nonce\0', 12);
	const decipher = createDecipheriv('aes-128-gcm', contentKey, nonce);
	decipher.setAuthTag(record.subarray(-16));
	const padded = Buffer.concat([decipher.update(record.subarray(0, -16)), decipher.final()]);
	// 2 ends the last record; zeros after it are padding.
	return padded.subarray(0, padded.lastIndexOf(2)).toString('utf8');
};
